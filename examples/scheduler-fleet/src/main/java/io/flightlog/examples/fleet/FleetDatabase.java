package io.flightlog.examples.fleet;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.RunScript;
import org.h2.tools.Server;

/**
 * The database that all instances share: an H2 server on a free loopback port of this JVM, in
 * memory, so that it leaves no file. Owned by the thread that opened it; {@link #close} drops
 * everything.
 */
final class FleetDatabase implements AutoCloseable {
  private static final String NAME = "mem:fleet";

  private final Server server;
  private final JdbcConnectionPool pool;

  private FleetDatabase(Server server, JdbcConnectionPool pool) {
    this.server = server;
    this.pool = pool;
  }

  static FleetDatabase open() throws SQLException, IOException {
    // read once by H2, which listens on every address without it
    System.setProperty("h2.bindAddress", "127.0.0.1");
    JdbcConnectionPool pool =
        JdbcConnectionPool.create("jdbc:h2:" + NAME + ";DB_CLOSE_DELAY=-1", "sa", "");
    try (Connection connection = pool.getConnection();
        Reader schema =
            new InputStreamReader(
                Objects.requireNonNull(
                    FleetDatabase.class.getResourceAsStream("/fleet-schema.sql")),
                StandardCharsets.UTF_8)) {
      RunScript.execute(connection, schema);
    }
    return new FleetDatabase(Server.createTcpServer("-tcpPort", "0", "-tcpDaemon").start(), pool);
  }

  /** For the instances. */
  String jdbcUrl() {
    return "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + NAME;
  }

  /** For this JVM. */
  DataSource dataSource() {
    return pool;
  }

  @Override
  public void close() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.createStatement().execute("shutdown immediately");
    } finally {
      pool.dispose();
      server.stop();
    }
  }
}
