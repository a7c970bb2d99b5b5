package io.flashsale.servers;

/** A schema and the one user who sees it and nothing else. */
public record DatabaseAccount(String schema, String user, String password) {
    public DatabaseAccount {
        requireIdentifier(schema);
        requireIdentifier(user);
    }

    private static void requireIdentifier(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,31}")) {
            throw new IllegalArgumentException("'" + name + "' is no identifier");
        }
    }

    @Override
    public String toString() {
        return user + "@" + schema;
    }
}
