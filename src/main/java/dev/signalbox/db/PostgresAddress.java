package dev.signalbox.db;

import com.zaxxer.hikari.util.DriverDataSource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL is: {@code postgresql://user:password@host:port/name?sslmode=verify-full}, as its own tools write it
 * (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS). Without a password, the driver looks into
 * {@code ~/.pgpass}. What stands behind the question mark are the driver's own settings
 * (https://jdbc.postgresql.org/documentation/use/).
 */
record PostgresAddress(@Nullable String user, @Nullable String password, String place) {
    private static final Pattern FORM =
            Pattern.compile("postgres(?:ql)?://(?:([^:@/]*)(?::([^@/]*))?@)?([^@/]+/[^@/]+)");
    private static final int CONNECT_SECONDS = 3;
    /** A database that was frozen is given up after this. */
    private static final int SILENT_SECONDS = 10;
    // A node that froze inside a transaction must not keep the others from its rows for longer than this.
    private static final String SESSION = "-c idle_in_transaction_session_timeout=5s -c lock_timeout=5s";

    /** @throws IllegalArgumentException when it is no such address; the message does not repeat a password */
    static PostgresAddress parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "Expected a database like postgresql://user:password@host:5432/name, but was "
                            + text.replaceAll(":[^:@/]*@", ":…@"));
        }
        return new PostgresAddress(decoded(parts.group(1)), decoded(parts.group(2)), parts.group(3));
    }

    private static @Nullable String decoded(@Nullable String text) {
        return text == null ? null : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    DataSource dataSource() {
        var settings = settings();
        settings.setProperty("socketTimeout", Integer.toString(SILENT_SECONDS));
        settings.setProperty("options", SESSION);
        return source(settings);
    }

    /** For changes of tables, which may take long, and wait for those of another node. */
    DataSource patientSource() {
        return source(settings());
    }

    private static Properties settings() {
        var settings = new Properties();
        settings.setProperty("ApplicationName", "signalbox");
        settings.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        settings.setProperty("tcpKeepAlive", "true");
        return settings;
    }

    private DataSource source(Properties settings) {
        return new DriverDataSource("jdbc:postgresql://" + place, null, settings, user, password);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "postgresql://" + place.replaceAll("\\?.*", "");
    }
}
