package io.flashsale.servers;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** The schemas and users of a MySQL-protocol server, ours or one that was there before; MariaDB 11.4 or MySQL 9. */
public final class Databases {
    private final HostPort server;
    private final String adminUser;
    private final String adminPassword;

    /** @param adminUser one who may create schemas and users */
    public Databases(HostPort server, String adminUser, String adminPassword) {
        this.server = server;
        this.adminUser = adminUser;
        this.adminPassword = adminPassword;
    }

    /** The URL under which a service reaches its schema; all times on the connection are UTC. */
    public static String jdbcUrl(HostPort server, String schema) {
        return "jdbc:mysql://" + server + "/" + schema
                + "?sslMode=PREFERRED&allowPublicKeyRetrieval=true"
                + "&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true";
    }

    /**
     * Creates what is missing, and gives each user its password.
     *
     * @param fresh drops the schemas first, with all that is in them
     * @throws IOException if the server cannot be reached or refuses; the message is fit for a user
     */
    public void provision(List<DatabaseAccount> accounts, boolean fresh) throws IOException {
        try (Connection connection = connect()) {
            for (DatabaseAccount account : accounts) {
                provision(connection, account, fresh);
            }
        } catch (SQLException e) {
            String reason = e.getMessage().lines().findFirst().orElse("");
            throw new IOException("the database at " + server + " refused: " + reason, e);
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.put("user", adminUser);
        properties.put("password", adminPassword);
        properties.put("connectTimeout", "5000");
        return DriverManager.getConnection(jdbcUrl(server, ""), properties);
    }

    private static void provision(Connection connection, DatabaseAccount account, boolean fresh) throws SQLException {
        String user = "'" + account.user() + "'@'%'";
        try (Statement statement = connection.createStatement()) {
            if (fresh) {
                statement.execute("DROP DATABASE IF EXISTS " + account.schema());
            }
            // Ids are compared byte by byte: "a" and "A" are two buyers.
            statement.execute(
                    "CREATE DATABASE IF NOT EXISTS " + account.schema() + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        }
        withPassword(connection, "CREATE USER IF NOT EXISTS " + user + " IDENTIFIED BY ?", account);
        withPassword(connection, "ALTER USER " + user + " IDENTIFIED BY ?", account);
        try (Statement statement = connection.createStatement()) {
            statement.execute("GRANT ALL PRIVILEGES ON " + account.schema() + ".* TO " + user);
        }
    }

    private static void withPassword(Connection connection, String sql, DatabaseAccount account) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, account.password());
            statement.execute();
        }
    }
}
