"""`dxassess questionnaire …`: for those who write questionnaires. One file a command."""
