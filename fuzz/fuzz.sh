#!/bin/sh
# Lets a coverage-guided fuzzer (Jazzer) look for bytes that what reads them cannot take. Wants a finished build of this
# module (mvn package -DskipTests). What it finds is left in target/findings; to keep it, put it into
# src/test/resources/org/gemel/fuzz/found as TARGET-something and add that name to the list there.
#
# usage: fuzz.sh [--seconds N] [--seed S] [TARGET...]
#   N   for each target, 20 by default
#   S   where chance begins: about the same way again; another way each time by default
set -eu
cd "$(dirname "$0")"
if [ "${1:-}" = --help ]; then
    sed -n '2,/^set/s/^# //p' fuzz.sh
    exit 0
fi
seconds=20
seed=0
while :; do
    case ${1:-} in
        --seconds) seconds=$2 ;;
        --seed) seed=$2 ;;
        *) break ;;
    esac
    shift 2
done
[ $# -gt 0 ] || set -- TextFuzz JsonFuzz UciFuzz ConfigurationFuzz DeclarationsFuzz AdvertisementFuzz FrameFuzz NetlinkFuzz BfdFuzz ResponseFuzz
if [ ! -r target/class-path ]; then
    echo "fuzz.sh: not built yet; run mvn package -DskipTests first" >&2
    exit 2
fi
path=target/test-classes:$(cat target/class-path)
mkdir -p target/findings
failed=
for target in "$@"; do
    java -cp "$path" org.gemel.fuzz.Seeds "$target" "target/seeds/$target"
    mkdir -p "target/corpus/$target"
    echo "== $target, $seconds s"
    # Thirty seconds and 256 MB of heap are far more than any input needs that has at most 16 kB. The hook that is
    # off mistakes a file named by the text for a weakness; the host's files are kept from the text by the target.
    java -XX:-OmitStackTraceInFastThrow -cp "$path" com.code_intelligence.jazzer.Jazzer \
        "--target_class=org.gemel.fuzz.$target" '--instrumentation_includes=org.gemel.**' \
        --disabled_hooks=com.code_intelligence.jazzer.sanitizers.FilePathTraversal --reproducer_path=target/findings --jvm_args=-Xmx256m \
        "-artifact_prefix=target/findings/$target-" "-seed=$seed" "-max_total_time=$seconds" -timeout=30 -max_len=16384 \
        -rss_limit_mb=4096 "-dict=target/seeds/$target.dict" -print_final_stats=1 \
        "target/corpus/$target" "target/seeds/$target" 2>"target/findings/$target.log" || failed="$failed $target"
    grep -E 'Java (Exception|Assertion)|^	at org.gemel|stat::(number_of_executed|peak_rss)|DONE|ERROR' \
        "target/findings/$target.log" || tail -5 "target/findings/$target.log"
done
if [ -n "$failed" ]; then
    echo "fuzz.sh: found something with$failed; see target/findings" >&2
    exit 1
fi
