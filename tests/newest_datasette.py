"""Whether the site starts on the newest Datasette, alphas included: `python -m tests.newest_datasette`.

Not a test, because it follows somebody else's releases: it installs that Datasette in a folder of its own, serves a
small file in a process that prefers it, and asks for one page of each kind. The exit code is 1 if any is not as it is.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 30
"""For the installation, and for the questions."""
PAGES = {
    "/": 200,
    "/search?q=stop": 200,
    "/search.csv?q=stop": 200,
    "/d/exampleshire/992-20": 200,
    "/force/exampleshire": 200,
    "/d/exampleshire/992-20.json": 200,
    "/exemption/foia/40": 200,
    "/search.atom?q=stop": 200,
    "/changes": 200,
    "/no/such/page": 404,
    "/foi": 200,
    "/foi.json": 200,
    "/foi/forces.json?_shape=objects": 200,
    "/foi/forces": 200,
    "/foi/forces/1": 200,
    "/foi/disclosures?_sort=date": 200,
    "/foi/texts": 403,
    "/foi/disclosures?_where=1": 400,
    "/foi/-/query?sql=select+1": 404,
    "/foi.db": 404,
}


def ask(folder: Path) -> int:
    """Serve a small file and ask for every page; prints what differs."""
    from datasette import __version__

    from tests.fixtures.site.server import served
    from tests.fixtures.site.tricky import write_tricky

    write_tricky(folder)
    with served(folder, watch=False) as site:
        answers = {path: site.get(path).status_code for path in PAGES}
    wrong = {path: status for path, status in answers.items() if status != PAGES[path]}
    print(f"Datasette {__version__}: {len(PAGES) - len(wrong)} of {len(PAGES)} pages as they should be {wrong or ''}")
    return 1 if wrong else 0


def main() -> int:
    """Install the newest Datasette apart, and ask in a process that finds it first; half a minute for each at most."""
    with tempfile.TemporaryDirectory() as folder:
        if len(sys.argv) > 1:
            return ask(Path(folder))
        target = Path(folder) / "newest"
        pip = [sys.executable, "-m", "pip", "install", "-qq", "--pre", "--no-warn-conflicts", "--target", str(target)]
        quick = ["--only-binary", ":all:", "--timeout", "10", "--retries", "0", "--upgrade", "datasette"]
        code = f"import sys; sys.path.insert(0, {str(target)!r}); sys.argv.append('ask');" + (
            "from tests.newest_datasette import main; sys.exit(main())"
        )
        try:
            subprocess.run([*pip, *quick], check=True, timeout=SECONDS)
            return subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT, timeout=SECONDS).returncode
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            print(f"The newest Datasette could not be tried: {error}", file=sys.stderr)
            return 1


if __name__ == "__main__":
    sys.exit(main())
