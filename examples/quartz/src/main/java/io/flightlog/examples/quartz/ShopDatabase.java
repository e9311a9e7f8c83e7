package io.flightlog.examples.quartz;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.Server;
import org.quartz.utils.ConnectionProvider;

/**
 * Connections to the database that all instances share: H2, in the memory of the front desk. Made
 * by Quartz, as {@code quartz.properties} says; the system property {@code DATABASE_URL} says
 * where. Thread-safe.
 */
public final class ShopDatabase implements ConnectionProvider {
  private static final String NAME = "mem:shop";

  private final JdbcConnectionPool pool =
      JdbcConnectionPool.create(System.getProperty("DATABASE_URL"), "sa", "");

  /** Opens it to the other processes of this machine, with Quartz's tables in it. */
  static void open() throws SQLException {
    // read once by H2, which listens on every address without it
    System.setProperty("h2.bindAddress", "127.0.0.1");
    Server server = Server.createTcpServer("-tcpPort", "0", "-tcpDaemon").start();
    System.setProperty("DATABASE_URL", "jdbc:h2:" + NAME + ";DB_CLOSE_DELAY=-1");
    ShopDatabase database = new ShopDatabase();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("runscript from 'classpath:org/quartz/impl/jdbcjobstore/tables_h2.sql'");
    } finally {
      database.shutdown();
    }
    System.out.println("DATABASE_URL=jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + NAME);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public void initialize() {}

  @Override
  public void shutdown() {
    pool.dispose();
  }
}
