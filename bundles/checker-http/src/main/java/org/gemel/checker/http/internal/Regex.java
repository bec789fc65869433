package org.gemel.checker.http.internal;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.config.CheckerDefinition.Setting;

/**
 * A regular expression that a body has to match, or not to. It is written for PCRE2 and read by Java, which knows nearly all of it.
 *
 * @param pattern compiled
 * @param utf whether letters are those of UTF-8, and not bytes
 * @param anchored whether it matches at the beginning of the body only
 * @param wanted whether it is to match
 * @param minOffset where a match begins at the earliest, 0..
 * @param maxOffset where a match begins at the latest; -1 for anywhere
 */
record Regex(Pattern pattern, boolean utf, boolean anchored, boolean wanted, long minOffset, long maxOffset) {

    private static final Map<String, Integer> FLAGS = Map.of(
            "caseless", Pattern.CASE_INSENSITIVE,
            "dotall", Pattern.DOTALL,
            "extended", Pattern.COMMENTS,
            "literal", Pattern.LITERAL,
            "multiline", Pattern.MULTILINE,
            "ucp", Pattern.UNICODE_CHARACTER_CLASS);

    /** These make no difference here, or none to whether something matches. */
    private static final Set<String> MOOT = Set.of(
            "alt_verbnames",
            "auto_callout",
            "dupnames",
            "match_invalid_utf",
            "never_backslash_c",
            "never_ucp",
            "never_utf",
            "no_auto_capture",
            "no_auto_possess",
            "no_dotstar_anchor",
            "no_start_optimize",
            "no_utf_check",
            "ungreedy",
            "use_offset_limit");

    /** These make one, each at its place. */
    private static final Set<String> OTHERS = Set.of("allow_empty_class", "anchored", "dollar_endonly", "utf");

    /**
     * That of a url; empty for none.
     *
     * @throws BadSettingException if it cannot be read
     */
    static Optional<Regex> of(Setting url) throws BadSettingException {
        Optional<Setting> written = Setting.last(url.settings(), "regex");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Setting regex = written.get();
        Set<String> options = options(url);
        boolean utf = options.contains("utf");
        return Optional.of(new Regex(
                compile(regex, options),
                utf,
                options.contains("anchored"),
                Setting.last(url.settings(), "regex_no_match").isEmpty(),
                Setting.last(url.settings(), "regex_min_offset")
                        .map(each -> Long.parseLong(each.value()))
                        .orElse(0L),
                Setting.last(url.settings(), "regex_max_offset")
                        .map(each -> Long.parseLong(each.value()))
                        .orElse(-1L)));
    }

    private static Set<String> options(Setting url) throws BadSettingException {
        Set<String> options = new HashSet<>();
        for (Setting each : url.settings()) {
            for (String argument : each.name().equals("regex_options") ? each.arguments() : List.<String>of()) {
                String option = argument.toLowerCase(Locale.ROOT).replaceFirst("^pcre2_", "");
                if (!MOOT.contains(option) && !OTHERS.contains(option) && !FLAGS.containsKey(option)) {
                    throw new BadSettingException(
                            each.at(),
                            "regex_options " + argument
                                    + " cannot be had; caseless, dotall, extended, literal, multiline, anchored,"
                                    + " dollar_endonly, allow_empty_class, ucp and utf can");
                }
                options.add(option);
            }
        }
        return options;
    }

    private static Pattern compile(Setting regex, Set<String> options) throws BadSettingException {
        // Only \n ends a line, as PCRE2 has it.
        int flags = Pattern.UNIX_LINES;
        for (String each : options) {
            flags |= FLAGS.getOrDefault(each, 0);
        }
        boolean utf = options.contains("utf");
        flags |= utf && options.contains("caseless") ? Pattern.UNICODE_CASE : 0;
        // Without utf letters are bytes, in the expression as in the body.
        String text = utf
                ? regex.value()
                : new String(regex.value().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try {
            if (options.contains("literal")) {
                return Pattern.compile(text, flags);
            }
            boolean comments = options.contains("extended");
            String java = Pcre.toJava(
                    text,
                    comments,
                    options.contains("dollar_endonly") && !options.contains("multiline"),
                    options.contains("allow_empty_class"));
            // What is wrong with it is to be told as it was written.
            Pattern written = Pattern.compile(java, flags);
            return Pattern.compile(Steps.in(written.pattern(), comments), flags);
        } catch (PatternSyntaxException e) {
            // Letters are counted in what Java was given: the number says something only where that is what was
            // written.
            String where = e.getPattern().equals(regex.value()) ? " at letter " + (e.getIndex() + 1) : "";
            throw new BadSettingException(
                    regex.at(),
                    "regex cannot be read: " + e.getDescription() + where + "; write what both PCRE2 and Java know");
        } catch (IllegalArgumentException e) {
            throw new BadSettingException(
                    regex.at(), "regex cannot be used: " + e.getMessage() + "; write a simpler one");
        } catch (StackOverflowError e) {
            throw new BadSettingException(regex.at(), "regex nests too deep; write a simpler one");
        }
    }
}
