package org.gemel.itests.faults;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which faults are tried, with whom, and how often.
 *
 * @param faults which; an idle run is among them always
 * @param pairs with whom
 * @param runs how often
 * @param atOnce how many rigs at a time
 * @param verbose whether every transition is told
 * @param markdown whether the table is for a file, not for a terminal
 */
record Options(Set<Fault> faults, Set<Pair> pairs, int runs, int atOnce, boolean verbose, boolean markdown) {

    static final String USAGE = """
            usage: itests/faults.sh [--only FAULT,FAULT…] [--pairs PAIR,PAIR…] [--runs N] [--at-once N] [--markdown]
                                     [--verbose]

              --only       try these faults only: %s
              --pairs      with these pairs only: %s
              --runs       so many times; the table has the median, and the worst in parentheses (1)
              --at-once    rigs that are tried beside each other (4)
              --verbose    tell of every transition what the router wrote
              --markdown   print the table for a file, not for a terminal

            Exit code: 0 if Gemel is not worse than keepalived in any row, and better where that is wanted; 1 if not;
            2 if it cannot be tried here.
            """.formatted(
                    Stream.of(Fault.values()).map(Fault::option).collect(Collectors.joining(", ")),
                    Stream.of(Pair.values()).map(Pair::option).collect(Collectors.joining(", ")));

    Options {
        faults = Set.copyOf(faults);
        pairs = Set.copyOf(pairs);
    }

    static Options parse(List<String> arguments) {
        Set<Fault> faults = EnumSet.allOf(Fault.class);
        Set<Pair> pairs = EnumSet.allOf(Pair.class);
        int runs = 1;
        int atOnce = 4;
        boolean verbose = false;
        boolean markdown = false;
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--only" -> {
                    List<String> names = names(arguments, ++i);
                    faults.removeIf(fault -> fault != Fault.NOTHING && !names.contains(fault.option()));
                    known(names, Stream.of(Fault.values()).map(Fault::option));
                }
                case "--pairs" -> {
                    List<String> names = names(arguments, ++i);
                    pairs.removeIf(pair -> !names.contains(pair.option()));
                    known(names, Stream.of(Pair.values()).map(Pair::option));
                }
                case "--runs" -> runs = number(arguments, ++i);
                case "--at-once" -> atOnce = number(arguments, ++i);
                case "--verbose" -> verbose = true;
                case "--markdown" -> markdown = true;
                default -> throw new IllegalArgumentException("unknown option " + arguments.get(i));
            }
        }
        return new Options(faults, pairs, runs, atOnce, verbose, markdown);
    }

    private static void known(List<String> names, Stream<String> all) {
        Set<String> options = all.collect(Collectors.toSet());
        names.stream().filter(name -> !options.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("there is no " + name);
        });
    }

    private static List<String> names(List<String> arguments, int index) {
        return List.of(value(arguments, index).split(","));
    }

    private static int number(List<String> arguments, int index) {
        int number = Integer.parseInt(value(arguments, index));
        if (number < 1) {
            throw new IllegalArgumentException(arguments.get(index - 1) + " wants at least 1");
        }
        return number;
    }

    private static String value(List<String> arguments, int index) {
        if (index >= arguments.size()) {
            throw new IllegalArgumentException(arguments.get(index - 1) + " needs a value");
        }
        return arguments.get(index);
    }
}
