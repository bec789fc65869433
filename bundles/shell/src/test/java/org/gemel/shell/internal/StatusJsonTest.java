package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The documented format: a change here breaks other people's scripts. */
class StatusJsonTest {

    @Test
    void statusAsDocumented() {
        assertThat(StatusJson.of(new Fakes.FakeAppliance(), "1.2.3")).isEqualToIgnoringWhitespace("""
                        {
                          "format" : 1,
                          "version" : "1.2.3",
                          "routerId" : "here",
                          "configurationFile" : "/etc/gemel/gemel.conf",
                          "startedAt" : "2026-11-23T09:54:55Z",
                          "instances" : [ {
                            "name" : "VI_1",
                            "interface" : "eth0",
                            "vrid" : 51,
                            "family" : "ipv4",
                            "version" : 2,
                            "state" : "MASTER",
                            "reason" : "master-down timer expired",
                            "since" : "2026-11-23T11:58:57Z",
                            "priority" : 150,
                            "effectivePriority" : 150,
                            "masterAddress" : "10.9.0.1",
                            "masterPriority" : 150,
                            "advertIntervalMs" : 1000,
                            "skewTimeMs" : 414.062,
                            "masterDownIntervalMs" : 3414.062,
                            "addresses" : [ {
                              "address" : "10.9.0.100/24",
                              "interface" : "eth0",
                              "held" : true
                            }, {
                              "address" : "10.9.1.100/24",
                              "interface" : "eth1",
                              "held" : false
                            } ],
                            "counters" : {
                              "advertisement-sent" : 63,
                              "advertisement-rcvd" : 0
                            },
                            "group" : null,
                            "trackers" : [ ],
                            "untilTakeoverMs" : null,
                            "routing" : [ ],
                            "handedOver" : false
                          }, {
                            "name" : "LAN6",
                            "interface" : "eth12",
                            "vrid" : 7,
                            "family" : "ipv6",
                            "version" : 3,
                            "state" : "FAULT",
                            "reason" : "interface eth12 is down",
                            "since" : "2026-11-23T09:55:00Z",
                            "priority" : 100,
                            "effectivePriority" : 80,
                            "masterAddress" : null,
                            "masterPriority" : 0,
                            "advertIntervalMs" : 10,
                            "skewTimeMs" : 6.093,
                            "masterDownIntervalMs" : 36.093,
                            "addresses" : [ {
                              "address" : "fe80::1/64",
                              "interface" : "eth12",
                              "held" : false
                            } ],
                            "counters" : {
                              "advertisement-sent" : 2,
                              "advertisement-rcvd" : 12345
                            },
                            "group" : "G",
                            "trackers" : [ {
                              "kind" : "script",
                              "name" : "chk",
                              "weight" : -20,
                              "reverse" : false,
                              "ofGroup" : false,
                              "health" : "failed",
                              "reason" : "exit 1",
                              "detail" : "exit 1 after 12 ms",
                              "since" : "2026-11-23T11:56:58Z",
                              "adds" : -20,
                              "obstructs" : false
                            }, {
                              "kind" : "interface",
                              "name" : "eth3",
                              "weight" : 0,
                              "reverse" : false,
                              "ofGroup" : true,
                              "health" : "failed",
                              "reason" : "interface eth3 is down",
                              "detail" : "",
                              "since" : "2026-11-23T09:55:00Z",
                              "adds" : 0,
                              "obstructs" : true
                            } ],
                            "untilTakeoverMs" : null,
                            "routing" : [ {
                              "kind" : "route",
                              "entry" : "default via fe80::2 dev eth12",
                              "held" : false,
                              "refusal" : ""
                            }, {
                              "kind" : "route",
                              "entry" : "2001:db8::/32 dev eth13",
                              "held" : false,
                              "refusal" : "cannot install 2001:db8::/32: there is no interface eth13"
                            }, {
                              "kind" : "rule",
                              "entry" : "IPv6 preference 10 from all lookup 7",
                              "held" : true,
                              "refusal" : ""
                            } ],
                            "handedOver" : false
                          } ],
                          "groups" : [ {
                            "name" : "G",
                            "state" : "FAULT",
                            "members" : [ "LAN6" ]
                          } ],
                          "counters" : {
                            "checksum-errors" : 1
                          },
                          "staticEntries" : [ {
                            "kind" : "address",
                            "entry" : "10.9.2.1/24 dev eth0",
                            "held" : true,
                            "refusal" : ""
                          }, {
                            "kind" : "rule",
                            "entry" : "preference 9 from all lookup 9",
                            "held" : false,
                            "refusal" : "refused"
                          } ],
                          "confirmationDue" : null
                        }
                        """);
    }
}
