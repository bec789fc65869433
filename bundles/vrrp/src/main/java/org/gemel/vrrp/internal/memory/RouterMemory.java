package org.gemel.vrrp.internal.memory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.Family;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.status.VrrpState;
import org.gemel.vrrp.internal.election.ElectionMemory;
import org.gemel.vrrp.internal.packet.Sequences;

/**
 * A virtual router as it was.
 *
 * @param interfaceName with family and VRID what makes it the same one
 * @param reason why its state is what it is
 * @param since since when
 * @param checksumForm the form that its peers understand
 * @param numbers the numbers of authenticated packets that were sent and heard, as {@code Sequences} wrote them
 * @param counters its counters by their keys
 * @param holdings what it held as a master
 */
public record RouterMemory(
        String interfaceName,
        Family family,
        int vrid,
        ElectionMemory election,
        String reason,
        Instant since,
        ChecksumForm checksumForm,
        String numbers,
        Map<String, Long> counters,
        Holdings holdings) {

    /**
     * What a master held.
     *
     * @param addresses {@code interface address/length} each
     * @param since when it took them
     * @param again when it will announce them again, 0 for not
     * @param refresh when it will announce them for upkeep, 0 for not
     * @param reminds whether switches are still to be reminded
     */
    public record Holdings(List<String> addresses, long since, long again, long refresh, boolean reminds) {

        /** Of one that is no master. */
        public static final Holdings NONE = new Holdings(List.of(), 0, 0, 0, false);
    }

    /** Whether it is the one of this configuration. */
    public boolean isOf(VrrpInstance instance) {
        return interfaceName.equals(instance.interfaceName()) && family == instance.family() && vrid == instance.vrid();
    }

    String line() {
        return new Fields()
                .put("interface", interfaceName)
                .put("family", family)
                .put("vrid", vrid)
                .put("state", election.state())
                .put("priority", election.priority())
                .put("master-interval", election.masterInterval())
                .put("master-high", election.masterHigh())
                .put("master-low", election.masterLow())
                .put("master-priority", election.masterPriority())
                .put("lease-end", election.leaseEnd())
                .put("last-advertisement", election.lastAdvertisement())
                .put("next-answer", election.nextImmediateAnswer())
                .put("last-heard", election.lastHeard())
                .put("preempt-from", election.preemptFrom())
                .put("abstains", election.abstains())
                .put("others-heard", election.othersHeard())
                .put("lower-heard", election.lowerHeard())
                .put("resigned", election.resigned())
                .put("unheard", election.unheard())
                .put("due", election.due())
                .put("reason", reason)
                .put("since", since)
                .put("checksum", checksumForm)
                .put("numbers", numbers)
                .put("counters", counters)
                .put("addresses", holdings.addresses())
                .put("held-since", holdings.since())
                .put("again", holdings.again())
                .put("refresh", holdings.refresh())
                .put("reminds", holdings.reminds())
                .toString();
    }

    /** @throws RuntimeException if it cannot be read */
    static RouterMemory of(Fields fields) {
        return new RouterMemory(
                fields.text("interface"),
                Family.valueOf(fields.text("family")),
                (int) fields.number("vrid"),
                new ElectionMemory(
                        VrrpState.valueOf(fields.text("state")),
                        (int) fields.number("priority"),
                        fields.number("master-interval"),
                        fields.number("master-high"),
                        fields.number("master-low"),
                        (int) fields.number("master-priority"),
                        fields.number("lease-end"),
                        fields.number("last-advertisement"),
                        fields.number("next-answer"),
                        fields.number("last-heard"),
                        fields.number("preempt-from"),
                        fields.isTrue("abstains"),
                        fields.isTrue("others-heard"),
                        fields.isTrue("lower-heard"),
                        fields.isTrue("resigned"),
                        fields.isTrue("unheard"),
                        fields.number("due")),
                fields.text("reason"),
                Instant.parse(fields.text("since")),
                ChecksumForm.valueOf(fields.text("checksum")),
                Sequences.checked(fields.text("numbers")),
                fields.numbers("counters"),
                new Holdings(
                        fields.list("addresses"),
                        fields.number("held-since"),
                        fields.number("again"),
                        fields.number("refresh"),
                        fields.isTrue("reminds")));
    }
}
