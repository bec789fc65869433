# Completes the command line of gemel in bash. Source this file from ~/.bashrc, or install it as
# /usr/share/bash-completion/completions/gemel.

# Sets COMPREPLY to what a running appliance would go on with; to nothing where none runs.
_gemel_ask() {
    local candidate description program=${COMP_WORDS[0]/#\~/$HOME}
    while IFS=$'\t' read -r candidate description; do
        # Bash takes a colon for the end of a word.
        [[ $candidate == "$cur"* && $candidate != *:* ]] && COMPREPLY+=("$(printf %q "$candidate")")
    done < <("$program" "${run_dir[@]}" shell ":complete $1" 2>/dev/null </dev/null)
}

# The names of servers have colons, at which bash takes a word for ended: the words are put together again.
_gemel_ask_servers() {
    local line=${COMP_LINE:0:COMP_POINT} candidate description program=${COMP_WORDS[0]/#\~/$HOME} word
    line=$1${line#*"$1"}
    word=${line##* }
    while IFS=$'\t' read -r candidate description; do
        [[ $candidate == "$word"* ]] || continue
        [[ $word == *:* ]] && candidate=${candidate#"${word%:*}":}
        COMPREPLY+=("$candidate")
    done < <("$program" "${run_dir[@]}" shell ":complete $line" 2>/dev/null </dev/null)
}

_gemel() {
    local cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= options= first=0 i
    local commands='run check convert schema reference digest demo archive status show counters notifications mail-test reload confirm
        handover maintenance lb drain undrain update stop shell version help'
    local -a run_dir=()
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
            --run-dir)
                [[ ${COMP_WORDS[i + 1]} == = ]] && ((i++))
                ((i++))
                run_dir=(--run-dir "${COMP_WORDS[i]/#\~/$HOME}")
                ;;
            --instance)
                [[ ${COMP_WORDS[i + 1]} == = ]] && ((i++))
                ((i++))
                run_dir=(--instance "${COMP_WORDS[i]}")
                ;;
            -f | -i | --state-dir | --for | --format | --to) ((i++)) ;;
            -*) ;;
            *)
                [[ -z $command ]] && command=${COMP_WORDS[i]}
                first=$((i + 1))
                [[ $command == shell ]] && break
                ;;
        esac
    done
    if [[ $command == shell ]]; then
        _gemel_ask "${COMP_WORDS[*]:first:COMP_CWORD - first} $cur"
        return
    fi
    [[ $cur == = ]] && cur=
    [[ $before == = ]] && before=${COMP_WORDS[COMP_CWORD - 2]}
    case $before in
        --run-dir | --state-dir)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -d -- "$cur")
            return
            ;;
        -f)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        -i | --for) return ;;
        --format | --to)
            mapfile -t COMPREPLY < <(compgen -W 'keepalived json uci' -- "$cur")
            return
            ;;
    esac
    case $command in
        '')
            options=$commands
            [[ $cur == -* ]] && options='--instance --run-dir --state-dir -f -i --format --verbose'
            # What plugins add is known to the running appliance alone.
            [[ $cur == -* || -n $(compgen -W "$options" -- "$cur") ]] || { _gemel_ask "$cur"; return; }
            ;;
        show | counters | handover)
            [[ $cur == -* ]] || { _gemel_ask "$command $cur"; return; }
            options='--instance --run-dir'
            [[ $command != handover ]] && options="--json $options"
            [[ $command == handover ]] && options="--return $options"
            ;;
        check | convert)
            if [[ $cur != -* ]]; then
                compopt -o filenames
                mapfile -t COMPREPLY < <(compgen -f -- "$cur")
                return
            fi
            options='--explain --here --json -i --format --verbose'
            [[ $command == convert ]] && options='--to --format -i --verbose'
            ;;
        lb | drain | undrain)
            [[ $cur == -* ]] || { _gemel_ask_servers "$command"; return; }
            options='--instance --run-dir'
            [[ $command == lb ]] && options="--json --rate $options"
            [[ $command == drain ]] && options="--until-idle $options"
            ;;
        help) options=$commands ;;
        status | notifications) options='--json --instance --run-dir' ;;
        demo) options='--simulated --verbose' ;;
        digest) options='--virtualhost --verbose' ;;
        schema) options='--verbose' ;;
        reference)
            [[ $cur == -* ]] || { _gemel_ask "$command $cur"; return; }
            options='--write --verbose'
            ;;
        run) options='--instance --run-dir --state-dir -f -i --verbose' ;;
        reload) options='--dry-run --confirm --instance --run-dir' ;;
        maintenance) options='on off --for --force --instance --run-dir' ;;
        confirm | mail-test) options='--instance --run-dir' ;;
        stop) options='--now --instance --run-dir' ;;
        update)
            if [[ $cur != -* ]]; then
                compopt -o filenames
                mapfile -t COMPREPLY < <(compgen -f -X '!*.jar' -- "$cur"; compgen -d -- "$cur")
                return
            fi
            options='--force --instance --run-dir'
            ;;
        *)
            [[ $cur == --r* || $cur == --in* ]] || { _gemel_ask "$command $cur"; return; }
            options='--instance --run-dir'
            ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
}

complete -F _gemel gemel
