"""Changes a module in small ways and sees whether its tests notice: `make mutants MODULE=… MINUTES=20`.

`changes` makes the changes, with the operators of mutmut and a few more; `trials` tries them. mutmut itself leaves out
what stands in decorated functions (every property), in classes and at the top of a module; cosmic-ray tries everything
and starts Django anew each time. Here a process that has run the tests once forks for each change, puts the changed
code into the functions that there are, and runs the tests that pass through them, the quickest first. Only what is
read once, when a module is imported, takes a process of its own.
"""
