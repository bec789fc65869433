package org.gemel.demo.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who held an address when, put together from what the nodes' kernels reported. */
public final class Ownership {

    /**
     * A time during which the same nodes held the address.
     *
     * @param owners their names; empty if nobody did
     * @param from its begin
     * @param to its end
     */
    public record Span(Set<String> owners, Instant from, Instant to) {
        public Span {
            owners = Set.copyOf(owners);
        }

        /** How long it was. */
        public Duration length() {
            return Duration.between(from, to);
        }
    }

    private final List<Span> spans;

    private Ownership(List<Span> spans) {
        this.spans = List.copyOf(spans);
    }

    /** Who held an address between two moments; whoever had it before {@code from} without a change is not known. */
    public static Ownership of(String address, List<AddressChange> changes, Instant from, Instant to) {
        List<AddressChange> ordered = changes.stream()
                .filter(change -> change.held().address().equals(address))
                .sorted(Comparator.comparing(AddressChange::at))
                .toList();
        List<Span> spans = new ArrayList<>();
        Set<String> owners = new TreeSet<>();
        Instant since = from;
        for (AddressChange change : ordered) {
            Set<String> before = Set.copyOf(owners);
            if (change.present() ? owners.add(change.node()) : owners.remove(change.node())) {
                Instant at = change.at().isBefore(from) ? from : change.at().isAfter(to) ? to : change.at();
                if (at.isAfter(since)) {
                    spans.add(new Span(before, since, at));
                    since = at;
                }
            }
        }
        if (to.isAfter(since)) {
            spans.add(new Span(owners, since, to));
        }
        return new Ownership(spans);
    }

    /** Its spans, one after the other without gaps. */
    public List<Span> spans() {
        return spans;
    }

    /** How long that many nodes held it at once. */
    public Duration timeWithOwners(int count) {
        return spans.stream()
                .filter(span -> span.owners().size() == count)
                .map(Span::length)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
