package org.gemel.checker.http.internal;

import java.nio.charset.StandardCharsets;
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
            "allow_empty_class",
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
            "use_offset_limit",
            "utf",
            "anchored");

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
        List<Setting> options = url.settings().stream()
                .filter(each -> each.name().equals("regex_options"))
                .toList();
        // Only \n ends a line, as PCRE2 has it.
        int flags = Pattern.UNIX_LINES;
        boolean utf = false;
        boolean anchored = false;
        for (Setting each : options) {
            for (String argument : each.arguments()) {
                String option = argument.toLowerCase(Locale.ROOT).replaceFirst("^pcre2_", "");
                utf |= option.equals("utf");
                anchored |= option.equals("anchored");
                if (!MOOT.contains(option) && !FLAGS.containsKey(option)) {
                    throw new BadSettingException(
                            each.at(),
                            "regex_options " + argument
                                    + " cannot be had; caseless, dotall, extended, literal, multiline,"
                                    + " anchored, ucp and utf can");
                }
                flags |= FLAGS.getOrDefault(option, 0);
            }
        }
        flags |= utf && (flags & Pattern.CASE_INSENSITIVE) != 0 ? Pattern.UNICODE_CASE : 0;
        // Without utf letters are bytes, in the expression as in the body.
        String text = utf
                ? regex.value()
                : new String(regex.value().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        Pattern pattern;
        try {
            pattern = Pattern.compile(text, flags);
        } catch (PatternSyntaxException e) {
            throw new BadSettingException(
                    regex.at(), "regex cannot be read: " + e.getDescription() + " at letter " + (e.getIndex() + 1));
        }
        return Optional.of(new Regex(
                pattern,
                utf,
                anchored,
                Setting.last(url.settings(), "regex_no_match").isEmpty(),
                Setting.last(url.settings(), "regex_min_offset")
                        .map(each -> Long.parseLong(each.value()))
                        .orElse(0L),
                Setting.last(url.settings(), "regex_max_offset")
                        .map(each -> Long.parseLong(each.value()))
                        .orElse(-1L)));
    }
}
