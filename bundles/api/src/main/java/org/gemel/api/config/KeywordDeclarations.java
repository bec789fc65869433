package org.gemel.api.config;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Words that a plugin adds to the configuration languages. Register one as a service, and its words are checked, completed,
 * and part of the JSON Schema and the reference, as if they were built in. Words that are declared already, or that cannot be
 * read, are refused all together and reported; what was known before stays.
 */
@ConsumerType
public interface KeywordDeclarations {

    /**
     * One row a keyword, with seven columns separated by one tab: block, keyword, arguments, traits, since, tier, help. A
     * checker declares its block in {@code real_server}, and the words in its block: {@code +probe} takes in those of every
     * check (how often, how many times), {@code +connection} those too and where to connect to.
     *
     * @return the same rows always; empty lines and lines that begin with {@code #} mean nothing
     */
    String declarations();
}
