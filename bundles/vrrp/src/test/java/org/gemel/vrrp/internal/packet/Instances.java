package org.gemel.vrrp.internal.packet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.Family;
import org.gemel.api.config.Reception;
import org.gemel.api.config.UnicastPeer;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;

/** Virtual routers for tests: a plain one, and the same with one thing changed. */
public final class Instances {

    private int vrid = 10;
    private int version = 3;
    private Family family = Family.IPV4;
    private int priority = 100;
    private boolean startAsMaster;
    private Duration interval = Duration.ofSeconds(1);
    private boolean preempt = true;
    private Duration preemptDelay = Duration.ZERO;
    private Authentication authentication = new Authentication.None();
    private List<String> addresses = List.of("192.0.2.254");
    private ChecksumForm checksumForm = ChecksumForm.AUTO;
    private boolean advertiseBeforeYielding;
    private List<UnicastPeer> peers = List.of();
    private Reception reception = Reception.DEFAULT;

    public static Instances router() {
        return new Instances();
    }

    public Instances vrid(int value) {
        vrid = value;
        return this;
    }

    public Instances version(int value) {
        version = value;
        return this;
    }

    public Instances family(Family value) {
        family = value;
        return this;
    }

    public Instances priority(int value) {
        priority = value;
        return this;
    }

    public Instances stateMaster() {
        startAsMaster = true;
        return this;
    }

    public Instances interval(Duration value) {
        interval = value;
        return this;
    }

    public Instances nopreempt() {
        preempt = false;
        return this;
    }

    public Instances preemptDelay(Duration value) {
        preemptDelay = value;
        return this;
    }

    public Instances password(String value) {
        authentication = new Authentication.Pass(Arrays.copyOf(value.getBytes(StandardCharsets.US_ASCII), 8));
        return this;
    }

    /** With an authentication header by this password. */
    public Instances ah(String value) {
        authentication = new Authentication.Ah(Arrays.copyOf(value.getBytes(StandardCharsets.US_ASCII), 8));
        return this;
    }

    public Instances authentication(Authentication value) {
        authentication = value;
        return this;
    }

    /** Signing with key 1. */
    public Instances hmac(byte[] key, Authentication.Hmac.Mode mode) {
        authentication = new Authentication.Hmac(
                List.of(new Authentication.Key(1, key)), 1, mode, Duration.ofSeconds(5), true, authentication);
        return this;
    }

    public Instances peers(UnicastPeer... value) {
        peers = List.of(value);
        return this;
    }

    public Instances reception(Reception value) {
        reception = value;
        return this;
    }

    public Instances addresses(List<String> value) {
        addresses = value;
        return this;
    }

    public Instances checksum(ChecksumForm value) {
        checksumForm = value;
        return this;
    }

    public Instances advertiseBeforeYielding() {
        advertiseBeforeYielding = true;
        return this;
    }

    public VrrpInstance build() {
        int length = family == Family.IPV4 ? 24 : 64;
        return new VrrpInstance.Builder(
                        "VI_1",
                        "eth0",
                        vrid,
                        family,
                        version,
                        address(family == Family.IPV4 ? "224.0.0.18" : "ff02::12"))
                .priority(priority)
                .startAsMaster(startAsMaster)
                .advertInterval(interval)
                .preempt(preempt)
                .preemptDelay(preemptDelay)
                .authentication(authentication)
                .addresses(addresses.stream()
                        .map(each -> new VirtualAddress(address(each), length, "eth0", 0, null, null))
                        .toList())
                .checksumForm(checksumForm)
                .advertiseBeforeYielding(advertiseBeforeYielding)
                .unicastPeers(peers)
                .reception(reception)
                .build();
    }

    public static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
