"""YAML files to questionnaires; a faulty file gets all its faults at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from pydantic import ValidationError

from dxassess.errors import DxassessError
from dxassess.files.user_cache import kept_for_user
from dxassess.files.yaml_fault import YamlFault, yaml_text
from dxassess.questionnaire.faults import Fault, find_faults
from dxassess.questionnaire.limits import find_limit_faults
from dxassess.questionnaire.mapping import find_mapping_faults
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.references import find_reference_faults
from dxassess.questionnaire.rule_faults import find_rule_faults
from dxassess.questionnaire.shape_faults import shape_faults


class QuestionnaireError(DxassessError):
    """One or more questionnaire files are faulty; `faults` names every fault."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        lines = "\n".join(f"  {f.file}: {f.path}: {f.key} {f.detail}".rstrip() for f in faults)
        super().__init__("questionnaire.faulty", count=len(faults), faults=lines)
        self.faults = faults


def load_questionnaires(folder: Path) -> tuple[Questionnaire, ...]:
    """The questionnaires in the YAML files of `folder`, in the order of the file names.

    Raises QuestionnaireError with the faults of all files, or if there is no file at all.
    """
    loaded: list[Questionnaire] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        questionnaire, file_faults = _load_file(path)
        faults += file_faults
        if questionnaire is not None:
            loaded.append(questionnaire)
    if not loaded and not faults:
        faults.append(Fault(file=str(folder), path="*.yaml", key="no_questionnaire"))
    if faults:
        raise QuestionnaireError(tuple(faults))
    return tuple(loaded)


def load_questionnaire(path: Path) -> Questionnaire:
    """The questionnaire in one YAML file. Raises QuestionnaireError with all its faults."""
    questionnaire, faults = _load_file(path)
    if questionnaire is None:
        raise QuestionnaireError(faults)
    return questionnaire


def faults_of(questionnaire: Questionnaire, *, file: str) -> tuple[Fault, ...]:
    """Every fault that keeps a questionnaire from being used."""
    return (
        *find_faults(questionnaire, file=file),
        *find_limit_faults(questionnaire, file=file),
        *find_mapping_faults(questionnaire, file=file),
        *find_rule_faults(questionnaire, file=file),
        *find_reference_faults(questionnaire, file=file),
    )


def _load_file(path: Path) -> tuple[Questionnaire | None, tuple[Fault, ...]]:
    try:
        text = yaml_text(path)
        understood = kept_for_user(
            "questionnaire", text, model=Questionnaire, make=partial(_understand, text, path.name)
        )
    except YamlFault as fault:
        return None, (Fault(file=path.name, path=fault.place, key=f"yaml_{fault.kind}", detail=fault.found),)
    except OSError as problem:
        return None, (
            Fault(file=path.name, path="", key="unreadable", detail=problem.strerror or str(problem)),
        )
    except ValidationError as problem:
        return None, tuple(shape_faults(problem, file=path.name))
    except QuestionnaireError as problem:
        return None, problem.faults
    return understood, ()


def _understand(text: str, file: str) -> Questionnaire:
    """The questionnaire of a text. Raises what is wrong with it; YAML takes ten times as long as to recall
    what was understood before."""
    from dxassess.files.yaml_text import load_yaml

    questionnaire = Questionnaire.model_validate(load_yaml(text))
    faults = faults_of(questionnaire, file=file)
    if faults:
        raise QuestionnaireError(faults)
    return questionnaire
