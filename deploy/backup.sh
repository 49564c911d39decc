#!/bin/sh
# Copy a warehouse into a new folder, also while a refresh runs, and compare the copy with the hashes that it holds.
#   deploy/backup.sh WAREHOUSE COPY
# Releases first, then the manifests of the lake, then what these name: a release names a manifest and a manifest names files, so whatever
# the copy holds has what it names in it. Files are never changed, only added; what compaction removed meanwhile makes the comparison fail,
# and the copy is then taken again. Left out: what the next refresh makes again (derived layers, build, cache), and the history of runs.
set -eu
umask 077
from=${1:?usage: deploy/backup.sh WAREHOUSE COPY}
to=${2:?usage: deploy/backup.sh WAREHOUSE COPY}
launchwire=${LAUNCHWIRE:-launchwire}
test -f "$from/warehouse.json" || { echo "backup: $from is no warehouse" >&2; exit 1; }
test ! -e "$to" || { echo "backup: $to is there already; name a new folder" >&2; exit 1; }

mkdir -p "$to/releases" "$to/lake/raw"
for release in "$from"/releases/[0-9]*; do
    # a release that is dropped while it is copied is one that nobody needs
    [ -d "$release" ] && { cp -a "$release" "$to/releases/" || rm -rf "$to/releases/${release##*/}"; }
done
cp -a "$from/lake/raw/batches" "$to/lake/raw/"
for part in "$from"/lake/raw/*; do
    [ "${part##*/}" = batches ] || cp -a "$part" "$to/lake/raw/"
done
for name in warehouse.json sources.toml watched.toml alerts.toml reviews landing; do
    [ ! -e "$from/$name" ] || cp -a "$from/$name" "$to/"
done
newest=$(ls "$to/releases" | sort | tail -n 1)
[ -z "$newest" ] || ln -s "releases/$newest/launchwire.duckdb" "$to/launchwire.duckdb"
"$launchwire" verify --warehouse "$to"
