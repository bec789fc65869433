package org.gemel.dataplane.nftables.internal.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.gemel.dataplane.nftables.internal.netlink.Requests;

/** Makes one content of another at once. Writes what differs; what is the same is not touched, nor what it has counted. */
final class Transaction {

    /** The kernel bounds an attribute to 64 KiB. */
    private static final int MOST_ELEMENTS = 32 * 1024;

    /** Tells the program nft that keys are in the machine's byte order. */
    private static final byte[] HOST_ORDER = userData(0, Expressions.host(1));

    private final String table;
    private final Requests out = new Requests();
    private final List<String> subjects = new ArrayList<>();
    private int maps;

    private Transaction(String table) {
        this.table = table;
        out.message(Nft.BATCH_BEGIN, 0, 0, Nft.SUBSYSTEM);
        subjects.add("");
    }

    /** Makes {@code to} of {@code from}. */
    static Transaction of(String table, Content from, Content to) {
        Transaction all = new Transaction(table);
        all.difference(from, to);
        return all.end();
    }

    /**
     * Replaces the whole table.
     *
     * @param there whether there is one
     */
    static Transaction replacing(String table, boolean there, Content to) {
        Transaction all = new Transaction(table);
        if (there) {
            all.deleteTable();
        }
        all.createTable();
        all.difference(new Content(), to);
        return all.end();
    }

    static Transaction removing(String table) {
        Transaction all = new Transaction(table);
        all.deleteTable();
        return all.end();
    }

    Requests requests() {
        return out;
    }

    /** What a message was about, for a person. */
    String subject(int sequence) {
        return sequence >= 1 && sequence <= subjects.size() ? subjects.get(sequence - 1) : "";
    }

    private Transaction end() {
        // The kernel answers to the end itself only since 6.10.
        out.acknowledged();
        out.message(Nft.BATCH_END, 0, 0, Nft.SUBSYSTEM);
        return this;
    }

    private void message(int type, int flags, String subject) {
        out.message(Nft.SUBSYSTEM << 8 | type, flags, Nft.INET, 0);
        subjects.add(subject);
    }

    private void createTable() {
        message(Nft.NEW_TABLE, Requests.CREATE, table);
        out.text(Nft.TABLE_NAME, table);
    }

    private void deleteTable() {
        message(Nft.DEL_TABLE, 0, table);
        out.text(Nft.TABLE_NAME, table);
    }

    private void difference(Content from, Content to) {
        remove(from, to);
        to.chains().values().forEach(chain -> {
            if (!from.chains().containsKey(chain.name())) {
                create(chain);
            }
        });
        to.sets().values().forEach(set -> {
            if (!set.equals(from.sets().get(set.name()))) {
                create(set);
            }
        });
        to.chains().values().forEach(chain -> {
            Chain before = from.chains().get(chain.name());
            if (before == null || !before.rules().equals(chain.rules())) {
                chain.rules().forEach(rule -> append(chain.name(), rule));
            }
        });
        elements(Nft.NEW_ELEMENT, to.elements(), from);
    }

    /** From the users to the used: the kernel keeps what is in use. */
    private void remove(Content from, Content to) {
        elements(Nft.DEL_ELEMENT, from.elements(), to);
        from.chains().values().forEach(chain -> {
            Chain after = to.chains().get(chain.name());
            if (!chain.rules().isEmpty() && (after == null || !after.rules().equals(chain.rules()))) {
                message(Nft.DEL_RULE, 0, chain.name());
                out.text(Nft.RULE_TABLE, table).text(Nft.RULE_CHAIN, chain.name());
            }
        });
        from.sets().values().forEach(set -> {
            if (!set.equals(to.sets().get(set.name()))) {
                message(Nft.DEL_SET, 0, set.name());
                out.text(Nft.SET_TABLE, table).text(Nft.SET_NAME, set.name());
            }
        });
        from.chains().keySet().forEach(chain -> {
            if (!to.chains().containsKey(chain)) {
                message(Nft.DEL_CHAIN, 0, chain);
                out.text(Nft.CHAIN_TABLE, table).text(Nft.CHAIN_NAME, chain);
            }
        });
    }

    private void create(Chain chain) {
        message(Nft.NEW_CHAIN, Requests.CREATE, chain.name());
        out.text(Nft.CHAIN_TABLE, table).text(Nft.CHAIN_NAME, chain.name());
        Chain.Hook hook = chain.hook();
        if (hook != null) {
            int place = out.open(Nft.CHAIN_HOOK);
            out.number(Nft.HOOK_NUMBER, hook.number()).number(Nft.HOOK_PRIORITY, hook.priority());
            out.close(place).number(Nft.CHAIN_POLICY, Nft.ACCEPT).text(Nft.CHAIN_TYPE, hook.type());
        }
    }

    private void create(NamedSet set) {
        message(Nft.NEW_SET, Requests.CREATE, set.name());
        out.text(Nft.SET_TABLE, table)
                .text(Nft.SET_NAME, set.name())
                .number(Nft.SET_KEY_TYPE, set.keyType())
                .number(Nft.SET_KEY_LENGTH, set.keyLength())
                .number(Nft.SET_ID, ++maps);
        if (set.keyType() == Nft.TYPE_MARK) {
            out.octets(Nft.SET_USERDATA, HOST_ORDER);
        }
        switch (set.kind()) {
            case MAP -> out.number(Nft.SET_FLAGS, Nft.MAP).number(Nft.SET_DATA_TYPE, Nft.VERDICT_TYPE);
            case COUNTERS -> {
                int expression = out.number(Nft.SET_FLAGS, 0).open(Nft.SET_EXPRESSION);
                out.text(Nft.EXPRESSION_NAME, "counter");
                int data = out.open(Nft.EXPRESSION_DATA);
                out.close(data).close(expression);
            }
            case MEMORY -> {
                int description = out.number(Nft.SET_FLAGS, Nft.TIMEOUT | Nft.DYNAMIC)
                        .wide(Nft.SET_TIMEOUT, set.timeoutMillis())
                        .open(Nft.SET_DESCRIPTION);
                out.number(Nft.DESCRIPTION_SIZE, set.size()).close(description);
            }
            case OTHER -> throw new IllegalArgumentException(set.toString());
        }
    }

    private void append(String chain, Rule rule) {
        int anonymous = 0;
        if (!rule.slots().isEmpty()) {
            anonymous = ++maps;
            createMap(chain, rule.slots(), anonymous);
        }
        message(Nft.NEW_RULE, Requests.CREATE | Requests.APPEND, chain);
        int expressions =
                out.text(Nft.RULE_TABLE, table).text(Nft.RULE_CHAIN, chain).open(Nft.RULE_EXPRESSIONS);
        rule.write(out, anonymous);
        out.close(expressions);
        out.octets(Nft.RULE_USERDATA, userData(Nft.COMMENT, (rule.comment() + '\0').getBytes(UTF_8)));
    }

    private void createMap(String chain, List<String> slots, int id) {
        message(Nft.NEW_SET, Requests.CREATE, chain);
        int description = out.text(Nft.SET_TABLE, table)
                .text(Nft.SET_NAME, Expressions.ANONYMOUS)
                .number(Nft.SET_FLAGS, Nft.ANONYMOUS | Nft.CONSTANT | Nft.MAP)
                .number(Nft.SET_KEY_TYPE, Nft.TYPE_INTEGER)
                .number(Nft.SET_KEY_LENGTH, Integer.BYTES)
                .number(Nft.SET_DATA_TYPE, Nft.VERDICT_TYPE)
                .number(Nft.SET_ID, id)
                .octets(Nft.SET_USERDATA, HOST_ORDER)
                .open(Nft.SET_DESCRIPTION);
        out.number(Nft.DESCRIPTION_SIZE, slots.size()).close(description);
        int next = 0;
        while (next < slots.size()) {
            int list = openElements(Nft.NEW_ELEMENT, Expressions.ANONYMOUS, id);
            int begin = out.length();
            for (; next < slots.size() && out.length() - begin < MOST_ELEMENTS; next++) {
                element(Expressions.host(next), slots.get(next));
            }
            out.close(list);
        }
    }

    /** Writes those elements that are not in the other content, or lead elsewhere. */
    private void elements(int type, Map<Element, String> elements, Content other) {
        Map<String, List<Element>> bySet = new TreeMap<>();
        elements.forEach((element, chain) -> {
            if (!Objects.equals(other.elements().get(element), chain)) {
                bySet.computeIfAbsent(element.set(), set -> new ArrayList<>()).add(element);
            }
        });
        bySet.forEach((set, list) -> {
            int next = 0;
            while (next < list.size()) {
                int opened = openElements(type, set, 0);
                int begin = out.length();
                for (; next < list.size() && out.length() - begin < MOST_ELEMENTS; next++) {
                    Element element = list.get(next);
                    element(element.octets(), Objects.requireNonNull(elements.get(element)));
                }
                out.close(opened);
            }
        });
    }

    private int openElements(int type, String set, int id) {
        message(type, type == Nft.NEW_ELEMENT ? Requests.CREATE : 0, set);
        out.text(Nft.LIST_TABLE, table).text(Nft.LIST_SET, set);
        if (id != 0) {
            out.number(Nft.LIST_SET_ID, id);
        }
        return out.open(Nft.LIST_ELEMENTS);
    }

    private void element(byte[] key, String chain) {
        int item = out.open(Nft.LIST_ITEM);
        Expressions.data(out, Nft.ELEMENT_KEY, key);
        if (!chain.isEmpty()) {
            int data = out.open(Nft.ELEMENT_DATA);
            Expressions.writeVerdict(out, Nft.GOTO, chain);
            out.close(data);
        }
        out.close(item);
    }

    private static byte[] userData(int type, byte[] value) {
        byte[] all = new byte[2 + value.length];
        all[0] = (byte) type;
        all[1] = (byte) value.length;
        System.arraycopy(value, 0, all, 2, value.length);
        return all;
    }
}
