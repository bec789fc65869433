package org.gemel.api.config;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Words that a plugin adds to the configuration languages. Register one as a service, and its words are checked with their
 * places, suggested, and part of the JSON Schema, the completion of the shell and the reference, as if they were built in.
 *
 * <p>A text has one row a keyword, with seven columns separated by one tab each; empty lines and lines that begin with
 * {@code #} mean nothing. A checker with the words {@code password} and {@code database} and those of every check over the
 * network (where {@code →} is a tab):
 *
 * <pre>
 * real_server→REDIS_CHECK→{REDIS_CHECK}→acts,many→plugin→A→probe by a PING of Redis
 * REDIS_CHECK→password→secret→acts→plugin→A→what AUTH is sent with
 * REDIS_CHECK→database→int(0..15)→acts,default(0)→plugin→B→the database to select
 * REDIS_CHECK→+connection→-→-→-→-→and the words of every probe over the network
 * </pre>
 *
 * <dl>
 *   <dt>block
 *   <dd>where the word may stand: one of the blocks that are there ({@code root} is the top of a file), or one of the plugin's
 *       own, which one of its rows opens. Letters, digits, {@code _ . -}, at most 64, a letter first.
 *   <dt>keyword
 *   <dd>the word, with the same letters. In a block of the plugin's own also {@code +BLOCK}, which takes in the words of that
 *       block, the other columns being {@code -}: {@code +probe} has those of every check (how often, how many times),
 *       {@code +connection} those too and where to connect to. In a block of values {@code (value)} is what an entry begins
 *       with; its other words are options behind it.
 *   <dt>arguments
 *   <dd>types with one blank between them, {@code -} for none: {@code [TYPE]} may be left out, {@code TYPE...} takes all words
 *       that follow, {@code /} separates rows of arguments of which one is chosen. At the end one of: {@code +BLOCK} for options
 *       behind the arguments, {@code {BLOCK}} for braces with keywords, {@code {*BLOCK}} for braces with values, one a line,
 *       {@code {skip}} for braces that nobody looks into.
 *   <dt>traits
 *   <dd>{@code -} or, with commas: {@code acts} (it does what it says; without it a warning says that it does not yet),
 *       {@code many} (it may be repeated), {@code required} (in a block of the plugin's own), {@code default(WHAT)} (what
 *       holds without it, for people), {@code lenient} (a wrong value is only a warning), {@code deprecated(WHAT)} (to be used
 *       in its place), {@code moot} (it changes nothing; the help says why), {@code quiet} (nobody loses anything while it
 *       does not act), {@code removed} (ignored with a warning; the help says what to use)
 *   <dt>since
 *   <dd>{@code plugin}, or the release of whatever brought it, or {@code -}
 *   <dt>tier
 *   <dd>{@code A} for what most will use, {@code B}, or {@code C} for what is rare
 *   <dt>help
 *   <dd>one phrase for people, at most 300 characters
 * </dl>
 *
 * <p>The types: {@code int(LEAST..MOST)}, {@code number(LEAST..MOST)} and {@code seconds(LEAST..MOST)} (with decimals; without
 * MOST up to 4294967295), {@code port}, {@code bool} (true, on, yes, false, off, no), {@code word(A|B)} and
 * {@code anycase(A|B)} (one of these), {@code text}, {@code secret} (text that no message shows), {@code name} or
 * {@code name(LEAST..MOST)} (so many characters), {@code path}, {@code hex(DIGITS)}, {@code interface}, {@code address},
 * {@code host} (an address, a prefix length behind it is ignored), {@code prefix} (an address with or without one),
 * {@code server} (a name or an address), {@code mail-address}, {@code group}, {@code group4}, {@code group6} (multicast),
 * {@code command} (with the user and group to run it as), {@code user}, {@code define(KIND)}, {@code ref(KIND)} and
 * {@code later(KIND)} (a name for what the block defines; one defined above; one defined anywhere, such as
 * {@code ref(vrrp_script)}).
 *
 * <p>All rows of a service are taken together or not at all: with a row that cannot be read, a word that its block has already
 * (whoever came first has it), or more than 64 Ki characters, 500 rows or 1000 characters in a row, nothing changes, and a line
 * of the log names the bundle and the row. A word that goes with its plugin is unknown again, for the files that are read from
 * then on.
 */
@ConsumerType
public interface KeywordDeclarations {

    /**
     * The rows; asked for once, when the service has come. May be called by any thread, and shall answer at once.
     *
     * @return the same rows always
     */
    String declarations();
}
