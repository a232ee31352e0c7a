"""The rules that the content keeps, one module a subject. They find what is wrong; they never mend it."""
