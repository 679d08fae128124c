#!/bin/sh
# Make the libraries of older versions again: `tests/data/make.sh PYTHON [SCHEMA …]`, from the project's folder.
# PYTHON is one in which the project's dependencies are installed. Each version is checked out beside, and reads the papers.
set -eu
python=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"; git worktree prune' EXIT

make() { # schema commit
  case " $wanted " in *" $1 "*) ;; *) return 0 ;; esac
  git worktree add --quiet --detach --force "$work/code" "$2"
  (cd "$work/code" && PYTHONPATH="$work/code" "$python" -c 'from cli.main import main; main()' ingest --data "$work/data" "$here/papers")
  "$python" "$here/pack.py" "$work/data" "$here/schema-$1.tar.xz"
  git worktree remove --force "$work/code"
  rm -rf "$work/data"
}

wanted=${*:-01 02 03 04 05 06 07 08 09 10}
make 01 7cec545
make 02 8297040
make 03 18e1706
make 04 e31f088
make 05 b80d9b6
make 06 d76ba2d
make 07 de71b5a
make 08 c680750
make 09 2f21668
make 10 f643442
