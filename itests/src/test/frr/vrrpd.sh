#!/bin/sh
# FRR's vrrpd on a router of the lab. FRR wants others to make the links with the virtual MAC and to put the addresses on
# them. $1: a directory with vrrpd.conf. Runs until it is told to end.
set -eu
# Its daemons run as user frr, who cannot see into $1.
dir=$(mktemp -d)
cp "$1/vrrpd.conf" "$dir"
: >"$dir/zebra.conf"
chown -R frr:frr "$dir"
vrid=$(awk '$1 == "vrrp" { print $2; exit }' "$dir/vrrpd.conf")
octet=$(printf %02x "$vrid")

make() {
    name=$1 family=$2 length=$3
    addresses=$(awk -v word="$4" '$1 == "vrrp" && $3 == word { print $4 }' "$dir/vrrpd.conf")
    [ -n "$addresses" ] || return 0
    ip link add "$name" link eth0 address "00:00:5e:00:$family:$octet" type macvlan mode bridge
    # Random interface identifiers: made from the virtual MAC, those of all routers would be the same.
    echo 3 >"/proc/sys/net/ipv6/conf/$name/addr_gen_mode"
    echo 1 >"/proc/sys/net/ipv4/conf/$name/arp_ignore"
    echo 2 >"/proc/sys/net/ipv4/conf/$name/arp_announce"
    echo 0 >"/proc/sys/net/ipv4/conf/$name/rp_filter"
    for address in $addresses; do
        ip address add "$address/$length" dev "$name" $5
    done
    ip link set "$name" up
}

finish() {
    kill "$vrrpd" && wait "$vrrpd"
    kill "$zebra" && wait "$zebra"
    for name in vrrp4 vrrp6; do
        ip link del "$name" 2>/dev/null
    done
    rm -rf "$dir"
    exit 0
}

echo 1 >/proc/sys/net/ipv4/conf/eth0/arp_ignore
make vrrp4 01 24 ip ""
make vrrp6 02 64 ipv6 nodad
options="--vty_socket $dir -z $dir/zserv.api -u frr -g frr --log stdout -P 0"
/usr/lib/frr/zebra $options -f "$dir/zebra.conf" -i "$dir/zebra.pid" &
zebra=$!
while [ ! -S "$dir/zserv.api" ]; do
    sleep 0.05
done
/usr/lib/frr/vrrpd $options -f "$dir/vrrpd.conf" -i "$dir/vrrpd.pid" &
vrrpd=$!
set +e
trap finish TERM INT
echo "FRR is running"
wait "$vrrpd"
finish
