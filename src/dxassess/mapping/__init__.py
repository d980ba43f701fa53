"""Answer once, report twice: answers to one questionnaire as answers to another."""
