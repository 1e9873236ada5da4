"""Modules, packages and data in zip archives on sys.path, and an archive that is run as a program."""
import os
import pkgutil
import runpy
import sys
import tempfile
import zipfile

with tempfile.TemporaryDirectory() as folder:
    library = os.path.join(folder, "library.zip")
    with zipfile.ZipFile(library, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("plain.py", "where = __file__\ndef fail():\n    raise ValueError('from the archive')\n")
        archive.writestr("package/__init__.py", "from . import inner\n")
        archive.writestr("package/inner.py", "value = 42\n")
        archive.writestr("package/data.txt", "some data")
        archive.writestr("__main__.py", "print('run as', __name__, __spec__.name)\n")
    sys.path.insert(0, library)
    import package
    import plain

    print(type(plain.__loader__).__name__, plain.where.removeprefix(folder), package.inner.value)
    print(sorted(module.name for module in pkgutil.iter_modules([library])))
    print(pkgutil.get_data("package", "data.txt"))
    try:
        plain.fail()
    except ValueError as error:
        print(error, error.__traceback__.tb_next.tb_frame.f_code.co_filename.removeprefix(folder))
    runpy.run_path(library, run_name="__main__")
    print(type(sys.path_importer_cache[library]).__name__, any(hook.__name__ == "zipimporter" for hook in sys.path_hooks))
    sys.path.remove(library)
