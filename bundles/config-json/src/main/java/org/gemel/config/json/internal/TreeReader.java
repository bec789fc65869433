package org.gemel.config.json.internal;

import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Keywords.Block;
import org.gemel.api.config.Keywords.Keyword;
import org.gemel.api.config.Problems;
import org.gemel.api.config.Word;
import org.gemel.config.json.internal.Node.Member;
import org.jspecify.annotations.Nullable;

/** Understands JSON as directives. */
final class TreeReader {

    private final Forms forms;
    private final Source source;
    private final Problems problems;
    private final Words words;

    TreeReader(Forms forms, Source source, Problems problems) {
        this.forms = forms;
        this.source = source;
        this.problems = problems;
        this.words = new Words(source, problems);
    }

    /** The directives of a whole file. */
    List<Directive> read(Node file) {
        if (file instanceof Node.Elements parts) {
            return parts(parts, forms.root(), 0);
        }
        List<Directive> tree = new ArrayList<>();
        if (file instanceof Node.Members members) {
            statements(members, forms.root(), 0, tree);
        } else {
            wrong(file, "a configuration is an object", "write {\"vrrp_instance\": {\"NAME\": {...}}}");
        }
        return tree;
    }

    /** A block that is written in parts. */
    private List<Directive> parts(Node.Elements parts, @Nullable Block block, int depth) {
        List<Directive> tree = new ArrayList<>();
        for (Node part : parts.elements()) {
            if (part instanceof Node.Members members) {
                statements(members, block, depth, tree);
            } else {
                wrong(part, "a part of a block is an object", "write {\"keyword\": ...}");
            }
        }
        return tree;
    }

    private void statements(Node.Members members, @Nullable Block block, int depth, List<Directive> into) {
        for (Member member : members.members()) {
            if (depth == 0 && Forms.aboutTheFile(member.key().text()) && member.value() instanceof Node.Text) {
                continue;
            }
            List<Word> head = words.split(member.key());
            if (head.isEmpty()) {
                wrong(member.key(), "a key begins with a keyword", "name one");
                continue;
            }
            Keyword keyword = Forms.find(block, head.get(0).text());
            boolean named = head.size() == 1 && Forms.named(keyword);
            if (head.size() == 1 && Forms.flag(keyword)) {
                flag(head, member.value(), into);
            } else if (named && member.value() instanceof Node.Elements several) {
                several.elements().forEach(each -> named(head, keyword, each, depth, into));
            } else if (named) {
                named(head, keyword, member.value(), depth, into);
            } else {
                follows(head, keyword, member.value(), depth, into);
            }
        }
    }

    /** A keyword that nothing follows: it is on, or as if it were not there. */
    private void flag(List<Word> head, Node value, List<Directive> into) {
        if (value instanceof Node.Elements several && !several.elements().isEmpty()) {
            several.elements().forEach(each -> flag(head, each, into));
        } else if (!(value instanceof Node.Flag flag)) {
            wrong(value, head.get(0).text() + " is on or off", "write true or false, or leave out the key");
        } else if (flag.on()) {
            into.add(directive(head, null));
        }
    }

    /** An object of blocks by the arguments before them. */
    private void named(List<Word> head, @Nullable Keyword keyword, Node value, int depth, List<Directive> into) {
        if (value instanceof Node.Members blocks) {
            for (Member member : blocks.members()) {
                if (Forms.block(keyword) && member.value() instanceof Node.Text) {
                    wrong(
                            member.value(),
                            "this is no block of " + head.get(0).text(),
                            "write {\"" + head.get(0).text() + "\": {\"NAME\": {...}}}");
                    return;
                }
                follows(with(head, words.split(member.key())), keyword, member.value(), depth, into);
            }
        } else if (value instanceof Node.Elements) {
            wrong(value, head.get(0).text() + " has no name here", "write {\"NAME\": {...}}");
        } else {
            follow(head, keyword, value, depth, into);
        }
    }

    /** What follows the first words of a statement, once or repeatedly. */
    private void follows(List<Word> head, @Nullable Keyword keyword, Node value, int depth, List<Directive> into) {
        if (Forms.values(keyword) && value instanceof Node.Text single) {
            values(head, new Node.Elements(single.begin(), List.of(single)), depth, into);
        } else if (!(value instanceof Node.Elements list)) {
            follow(head, keyword, value, depth, into);
        } else if (!Forms.values(keyword)) {
            if (list.elements().isEmpty()) {
                wrong(list, "an empty list says nothing", "leave out the key, or write {} for an empty block");
            }
            list.elements().forEach(each -> follow(head, keyword, each, depth, into));
        } else if (!list.elements().isEmpty()
                && list.elements().stream().allMatch(each -> each instanceof Node.Elements)) {
            list.elements().forEach(each -> values(head, (Node.Elements) each, depth, into));
        } else {
            values(head, list, depth, into);
        }
    }

    private void follow(List<Word> head, @Nullable Keyword keyword, Node value, int depth, List<Directive> into) {
        if (value instanceof Node.Flag flag) {
            into.add(directive(
                    flag.on() ? head : with(head, List.of(new Word("false", source.at(flag.begin()), false))), null));
        } else if (value instanceof Node.Text text && Forms.block(keyword)) {
            wrong(text, head.get(0).text() + " is a block", "write an object: {...}");
        } else if (value instanceof Node.Text text) {
            List<Word> behind = words.split(Forms.whole(keyword) ? text.whole() : text);
            if (behind.isEmpty() && text.text().isBlank()) {
                wrong(text, "an empty string says nothing", "write true for nothing, \"\\\"\\\"\" for an empty word");
            }
            into.add(directive(with(head, behind), null));
        } else if (value instanceof Node.Members members) {
            if (shallow(value, depth)) {
                List<Directive> block = new ArrayList<>();
                statements(members, forms.within(keyword), depth + 1, block);
                into.add(directive(head, block));
            }
        } else if (value instanceof Node.Elements inParts) {
            if (shallow(value, depth)) {
                into.add(directive(head, parts(inParts, forms.within(keyword), depth + 1)));
            }
        } else {
            wrong(value, "null says nothing", "leave out the key, or write true");
        }
    }

    private void values(List<Word> head, Node.Elements list, int depth, List<Directive> into) {
        if (!shallow(list, depth)) {
            return;
        }
        List<Directive> entries = new ArrayList<>();
        for (Node value : list.elements()) {
            if (value instanceof Node.Text text) {
                List<Word> entry = words.split(text);
                if (entry.isEmpty()) {
                    wrong(text, "an empty string is no value", "leave it out");
                } else {
                    entries.add(directive(entry, null));
                }
            } else if (value instanceof Node.Members members) {
                statements(members, null, depth + 1, entries);
            } else {
                wrong(value, "this is no value of " + head.get(0), "write a string or a number");
            }
        }
        into.add(directive(head, entries));
    }

    private boolean shallow(Node node, int depth) {
        if (depth >= Limits.BLOCK_DEPTH) {
            problems.error(
                    source.at(node.begin()),
                    "block-too-deep",
                    "blocks nest at most " + Limits.BLOCK_DEPTH + " deep",
                    "check the braces");
        }
        return depth < Limits.BLOCK_DEPTH;
    }

    private static Directive directive(List<Word> words, @Nullable List<Directive> block) {
        return new Directive(words.get(0), words.subList(1, words.size()), block);
    }

    private static List<Word> with(List<Word> head, List<Word> behind) {
        List<Word> all = new ArrayList<>(head.size() + behind.size());
        all.addAll(head);
        all.addAll(behind);
        return all;
    }

    private void wrong(Node node, String message, String advice) {
        problems.error(source.at(node.begin()), "json-shape", message, advice);
    }
}
