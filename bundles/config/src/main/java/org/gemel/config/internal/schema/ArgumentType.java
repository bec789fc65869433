package org.gemel.config.internal.schema;

/** The type of one argument. */
@FunctionalInterface
public interface ArgumentType {

    /**
     * The value that a word stands for.
     *
     * @throws BadArgument if the word is not of this type
     */
    Object parse(String text) throws BadArgument;

    /** A word that means something only together with what the rest of the configuration defines. */
    record Name(Role role, String kind) implements ArgumentType {

        /** What a name does. */
        public enum Role {
            /** It gives a name to what follows. */
            DEFINITION,
            /** It names something defined above. */
            REFERENCE,
            /** It names something defined anywhere. */
            FORWARD_REFERENCE
        }

        @Override
        public Object parse(String text) {
            return text;
        }
    }

    /** A command, with the user and the group to run it as behind it. */
    record Command() implements ArgumentType {

        @Override
        public Object parse(String text) {
            return text;
        }
    }

    /** The name of a user or group. */
    record User() implements ArgumentType {

        @Override
        public Object parse(String text) {
            return text;
        }
    }

    /** A word that no message may show. */
    record Secret() implements ArgumentType {

        @Override
        public Object parse(String text) {
            return text;
        }
    }
}
