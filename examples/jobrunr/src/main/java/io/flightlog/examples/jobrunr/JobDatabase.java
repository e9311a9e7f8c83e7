package io.flightlog.examples.jobrunr;

import org.h2.jdbcx.JdbcConnectionPool;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.h2.H2StorageProvider;

/** Where the processes share their jobs: a file, below {@code -Djobs.directory}. */
final class JobDatabase implements AutoCloseable {
  private final JdbcConnectionPool pool;
  private final StorageProvider storage;

  private JobDatabase(JdbcConnectionPool pool) {
    this.pool = pool;
    this.storage = new H2StorageProvider(pool);
  }

  /** Whoever opens it first serves the others, on this machine only. */
  static JobDatabase open() {
    System.setProperty("h2.bindAddress", "127.0.0.1");
    String file = System.getProperty("jobs.directory", ".") + "/jobs";
    return new JobDatabase(
        JdbcConnectionPool.create("jdbc:h2:file:" + file + ";AUTO_SERVER=TRUE", "sa", ""));
  }

  StorageProvider storage() {
    return storage;
  }

  @Override
  public void close() {
    storage.close();
    pool.dispose();
  }
}
