package io.flightlog.task.quartz;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** A database in memory with Quartz's tables, and instances of one cluster on it. */
final class QuartzStore implements AutoCloseable {
  private final String name = "cluster-" + UUID.randomUUID();
  private final JdbcConnectionPool pool =
      JdbcConnectionPool.create("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", "");

  QuartzStore() throws SQLException {
    pool.setMaxConnections(40);
    execute("runscript from 'classpath:org/quartz/impl/jdbcjobstore/tables_h2.sql'");
  }

  /** The database as one instance sees it, until that has lost it. */
  static final class Link implements ConnectionProvider {
    private final JdbcConnectionPool pool;
    private volatile boolean isCut;

    private Link(JdbcConnectionPool pool) {
      this.pool = pool;
    }

    /** From now on the instance is as good as dead: it can neither check in nor finish a job. */
    void cut() {
      isCut = true;
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (isCut) {
        throw new SQLException("the instance has lost its database");
      }
      return pool.getConnection();
    }

    @Override
    public void initialize() {}

    @Override
    public void shutdown() {}
  }

  Link link() {
    return new Link(pool);
  }

  /** A member of the cluster that is not started yet. */
  Scheduler instance(String id, int workers, Link link) throws SchedulerException {
    String dataSource = id + "-of-" + UUID.randomUUID();
    DBConnectionManager.getInstance().addConnectionProvider(dataSource, link);
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", name);
    properties.setProperty("org.quartz.scheduler.instanceId", id);
    properties.setProperty(
        "org.quartz.scheduler.batchTriggerAcquisitionMaxCount", String.valueOf(workers));
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", String.valueOf(workers));
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    properties.setProperty(
        "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.StdJDBCDelegate");
    properties.setProperty("org.quartz.jobStore.dataSource", dataSource);
    properties.setProperty("org.quartz.jobStore.isClustered", "true");
    properties.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
    SchedulerRepository.getInstance().remove(name);
    Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
    SchedulerRepository.getInstance().remove(name);
    return scheduler;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    execute("shutdown immediately");
    pool.dispose();
  }
}
