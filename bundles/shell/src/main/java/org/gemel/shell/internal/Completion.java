package org.gemel.shell.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gemel.api.balancer.VirtualServerStatus;
import org.gemel.api.status.InstanceStatus;

/** What a command line that is being written may go on with: commands, their options, the names of virtual routers. */
final class Completion {

    /** More than anybody reads. */
    static final int MOST = 256;

    private static final String OWN = "gemel:";

    private final Supplier<List<InstanceStatus>> instances;
    private final Supplier<List<VirtualServerStatus>> servers;
    private final Supplier<List<Help.Entry>> help;
    private final Supplier<Collection<String>> keywords;

    /**
     * @param instances the virtual routers, asked when their names are wanted
     * @param servers the virtual servers, likewise
     * @param help our commands, asked each time
     * @param keywords the words of configurations, asked when they are wanted
     */
    Completion(
            Supplier<List<InstanceStatus>> instances,
            Supplier<List<VirtualServerStatus>> servers,
            Supplier<List<Help.Entry>> help,
            Supplier<Collection<String>> keywords) {
        this.instances = instances;
        this.servers = servers;
        this.help = help;
        this.keywords = keywords;
    }

    /**
     * The words that may stand in the place of the last one.
     *
     * @param line a command line up to where more is wanted
     * @param commands all commands there are, each as {@code scope:name}
     */
    List<Candidate> of(String line, Collection<String> commands) {
        List<String> words = lastStatement(line);
        String word = words.get(words.size() - 1);
        Stream<Candidate> all = words.size() == 1 ? commands(word, commands) : arguments(words);
        return all.filter(candidate -> candidate.word.startsWith(word) && candidate.isPrintable())
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** Ours by their name; other scopes, then what is in them; others by their name alone where none of ours is meant. */
    private Stream<Candidate> commands(String word, Collection<String> commands) {
        List<Help.Entry> entries = help.get();
        List<String> sorted = commands.stream().sorted().toList();
        List<Candidate> own = sorted.stream()
                .filter(command -> command.startsWith(OWN))
                .map(command -> command.substring(OWN.length()))
                .filter(name -> name.startsWith(word))
                .map(name -> new Candidate(name, summary(name, entries)))
                .toList();
        Stream<String> others = sorted.stream().filter(command -> !command.startsWith(OWN) || word.startsWith(OWN));
        if (word.isEmpty()) {
            others = others.map(command -> command.substring(0, command.indexOf(':') + 1));
        } else if (own.isEmpty()) {
            others = others.flatMap(command -> Stream.of(command.substring(command.indexOf(':') + 1), command));
        }
        return Stream.concat(own.stream(), others.map(Candidate::new));
    }

    private static String summary(String name, List<Help.Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.isOf(name))
                .findFirst()
                .map(entry -> entry.description().split("[:;,]", 2)[0])
                .orElse("");
    }

    /** Names where one is expected; options where nothing else is, and after a dash. */
    private Stream<Candidate> arguments(List<String> words) {
        String command = words.get(0).startsWith(OWN) ? words.get(0).substring(OWN.length()) : words.get(0);
        String word = words.get(words.size() - 1);
        List<String> before = words.subList(1, words.size() - 1);
        List<String> expected = help.get().stream()
                .filter(entry -> entry.isOf(command))
                .flatMap(entry -> Arrays.stream(entry.usage().split("[\\[\\] ]+", -1)))
                .toList();
        boolean named = before.stream().anyMatch(argument -> !argument.startsWith("-"));
        if (expected.contains("NAME") && !named && !word.startsWith("-")) {
            return instances.get().stream()
                    .map(instance ->
                            new Candidate(instance.name(), instance.state().name()));
        }
        if (expected.contains("VS") && !word.startsWith("-")) {
            return serverArguments(expected, before);
        }
        if (expected.contains("KEYWORD...") && !word.startsWith("-")) {
            return keywords.get().stream().sorted().map(Candidate::new);
        }
        return expected.stream()
                .filter(part -> part.startsWith("-") && !before.contains(part))
                .map(Candidate::new);
    }

    /** Names of virtual servers and of their real servers, and the words before them. */
    private Stream<Candidate> serverArguments(List<String> expected, List<String> before) {
        List<String> named =
                before.stream().filter(each -> !each.startsWith("-")).toList();
        List<String> places = expected.stream()
                .skip(1)
                .filter(each -> !each.startsWith("-") && !each.isEmpty())
                .dropWhile(each -> each.equals("lb"))
                .toList();
        String place = named.size() < places.size() ? places.get(named.size()) : "";
        return switch (place) {
            case "" -> Stream.of();
            case "VS" -> servers.get().stream().map(each -> new Candidate(each.name(), BalanceText.state(each)));
            case "RS" ->
                servers.get().stream()
                        .filter(each -> each.name().equals(named.get(named.size() - 1)))
                        .flatMap(each -> each.realServers().stream())
                        .filter(each -> !each.sorry())
                        .map(each -> new Candidate(each.name(), BalanceText.state(each)));
            default -> Stream.of(new Candidate(place));
        };
    }

    /** The words behind the last pipe, semicolon or bracket, without quotes; the last is empty behind a space. */
    private static List<String> lastStatement(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char next = line.charAt(i);
            if (next == '\\' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else if (quote != 0 || next == '"' || next == '\'') {
                if (quote == 0) {
                    quote = next;
                } else if (quote == next) {
                    quote = 0;
                } else {
                    word.append(next);
                }
            } else if ("|;({".indexOf(next) >= 0) {
                words.clear();
                word.setLength(0);
            } else if (!Character.isWhitespace(next)) {
                word.append(next);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        words.add(word.toString());
        return words;
    }

    /**
     * A word that fits.
     *
     * @param description in a word or a few, possibly empty
     */
    record Candidate(String word, String description) {

        Candidate(String word) {
            this(word, "");
        }

        /** A line of the answer. */
        @Override
        public String toString() {
            return description.isEmpty() ? word : word + "\t" + description;
        }

        /** A name with a control character cannot be typed, and could end the answer. */
        private boolean isPrintable() {
            return word.chars().noneMatch(Character::isISOControl);
        }
    }
}
