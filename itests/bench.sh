#!/bin/sh
# Measures the packaged appliance in network namespaces, side by side with keepalived, and prints a table.
# Needs root, and a finished build (mvn verify). See --help for the options.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
classes=$here/target/test-classes
lab=$here/../bundles/demo/target/classes
if [ ! -d "$classes" ] || [ ! -d "$lab" ]; then
    echo "bench.sh: not built yet; run mvn verify first" >&2
    exit 2
fi
home=${GEMEL_HOME:-$here/../distribution/target/gemel}
# What reads the appliance's JSON is among its bundles.
json=$(echo "$home"/bundles/jackson-core-*.jar)
exec java -XX:TieredStopAtLevel=1 -Dgemel.home="$home" \
    -cp "$classes:$lab:$json" org.gemel.itests.bench.Main "$@"
