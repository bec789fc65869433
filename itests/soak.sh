#!/bin/sh
# Lets a pair of routers go through random faults, in network namespaces, and says what grew or stayed behind.
# Needs root, and a finished build (mvn verify). See --help for the options.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
classes=$here/target/test-classes
lab=$here/../bundles/demo/target/classes
if [ ! -d "$classes" ] || [ ! -d "$lab" ]; then
    echo "soak.sh: not built yet; run mvn verify first" >&2
    exit 2
fi
exec java -XX:TieredStopAtLevel=1 -Dgemel.home="${GEMEL_HOME:-$here/../distribution/target/gemel}" \
    -cp "$classes:$lab" org.gemel.itests.faults.SoakMain "$@"
