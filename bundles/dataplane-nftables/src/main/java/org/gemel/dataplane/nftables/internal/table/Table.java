package org.gemel.dataplane.nftables.internal.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gemel.api.platform.PlatformException;
import org.gemel.dataplane.nftables.internal.netlink.Attributes;
import org.gemel.dataplane.nftables.internal.netlink.Channel;
import org.gemel.dataplane.nftables.internal.netlink.Requests;
import org.jspecify.annotations.Nullable;

/** A table in the kernel, by its name. Others' tables are neither read nor written. For one thread at a time. */
public final class Table {

    private static final int EPERM = 1;
    private static final int EBUSY = 16;
    private static final int EEXIST = 17;
    /** What the kernel says when something is not as it was expected. */
    private static final Set<Integer> MISMATCHES = Set.of(Channel.NOT_THERE, EBUSY, EEXIST);

    private final Channel channel;
    private final String name;

    public Table(Channel channel, String name) {
        this.channel = channel;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** A number that changes whenever anybody changes any table. */
    public long generation() throws PlatformException {
        Attributes answer = channel.ask(request(Nft.GET_GENERATION, 0));
        return answer == null ? -1 : answer.number(Nft.GENERATION_ID);
    }

    /**
     * Makes one content of another, all at once.
     *
     * @return whether that was done; if not, the kernel has something else than {@code from}, and all is as before
     */
    public boolean change(Content from, Content to) throws PlatformException {
        Transaction transaction = Transaction.of(name, from, to);
        Channel.Refusal refusal = commit(transaction);
        if (refusal != null && !MISMATCHES.contains(refusal.errno())) {
            throw explained(transaction, refusal);
        }
        return refusal == null;
    }

    /**
     * Makes the table have this content, whatever it has, all at once.
     *
     * @param there whether there is a table
     */
    public void replace(boolean there, Content to) throws PlatformException {
        Transaction transaction = Transaction.replacing(name, there, to);
        Channel.Refusal refusal = commit(transaction);
        if (refusal != null) {
            throw explained(transaction, refusal);
        }
    }

    /** Removes the table, which may have gone by itself. */
    public void remove() throws PlatformException {
        Transaction transaction = Transaction.removing(name);
        Channel.Refusal refusal = commit(transaction);
        if (refusal != null && refusal.errno() != Channel.NOT_THERE) {
            throw explained(transaction, refusal);
        }
    }

    private Channel.@Nullable Refusal commit(Transaction transaction) throws PlatformException {
        List<Channel.Refusal> refusals = channel.send(transaction.requests());
        return refusals.isEmpty() ? null : refusals.get(0);
    }

    private PlatformException explained(Transaction transaction, Channel.Refusal refusal) {
        String subject = transaction.subject(refusal.sequence());
        return new PlatformException("nftables refused to change " + (subject.isEmpty() ? "the table" : subject)
                + " in the table inet " + name + ": " + refusal.text()
                + (refusal.errno() == EPERM
                        ? "; CAP_NET_ADMIN is needed"
                        : "; does the kernel have nft_nat, nft_numgen, nft_hash, nft_ct and nft_reject_inet (OpenWrt:"
                                + " kmod-nft-core, kmod-nft-nat)? Does somebody else write this table: nft monitor"));
    }

    /** What the kernel has; empty if there is no table. */
    public Optional<Content> read() throws PlatformException {
        if (channel.ask(request(Nft.GET_TABLE, 0).text(Nft.TABLE_NAME, name)) == null) {
            return Optional.empty();
        }
        return Optional.of(new TableReader(channel, name).read());
    }

    /** What a counter has counted. */
    public record Count(long packets, long bytes) {

        Count plus(Count other) {
            return new Count(packets + other.packets, bytes + other.bytes);
        }
    }

    /** What the rules of each chain have counted together. */
    public Map<String, Count> ruleCounts() throws PlatformException {
        Map<String, Count> counts = new HashMap<>();
        channel.dump(request(Nft.GET_RULE, Requests.DUMP).text(Nft.RULE_TABLE, name), counts::clear, rule -> {
            Attributes expressions = rule.find(Nft.RULE_EXPRESSIONS);
            if (expressions != null && rule.text(Nft.RULE_TABLE).equals(name)) {
                expressions.forEach((expression, type) -> {
                    Count count = count(expression);
                    if (count != null) {
                        counts.merge(rule.text(Nft.RULE_CHAIN), count, Count::plus);
                    }
                });
            }
        });
        return counts;
    }

    /** What the elements of a set have counted. */
    public Map<Element, Count> elementCounts(String set) throws PlatformException {
        Map<Element, Count> counts = new HashMap<>();
        Requests request = request(Nft.GET_ELEMENT, Requests.DUMP)
                .text(Nft.LIST_TABLE, name)
                .text(Nft.LIST_SET, set);
        channel.dump(request, counts::clear, page -> {
            Attributes elements = page.find(Nft.LIST_ELEMENTS);
            if (elements != null) {
                elements.forEach((element, type) -> {
                    Attributes key = element.find(Nft.ELEMENT_KEY, Nft.DATA_VALUE);
                    Attributes expression = element.find(Nft.ELEMENT_EXPRESSION);
                    Count count = expression == null ? null : count(expression);
                    if (key != null && count != null) {
                        counts.put(new Element(set, key.octets()), count);
                    }
                });
            }
        });
        return counts;
    }

    private static @Nullable Count count(Attributes expression) {
        Attributes data = expression.find(Nft.EXPRESSION_DATA);
        return data != null && expression.text(Nft.EXPRESSION_NAME).equals("counter")
                ? new Count(data.number(Nft.COUNTER_PACKETS), data.number(Nft.COUNTER_BYTES))
                : null;
    }

    static Requests request(int type, int flags) {
        return new Requests().message(Nft.SUBSYSTEM << 8 | type, flags, Nft.INET, 0);
    }
}
