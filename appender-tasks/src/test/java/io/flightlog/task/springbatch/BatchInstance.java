package io.flightlog.task.springbatch;

import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.batch.core.configuration.annotation.EnableBatchProcessing;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** A Spring Batch without Boot, on a database in memory that instances share. */
@Configuration
@EnableBatchProcessing
@Import(FlightlogBatch.class)
class BatchInstance {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  /** A new database with Spring Batch's tables. */
  static JdbcConnectionPool database() {
    JdbcConnectionPool database =
        JdbcConnectionPool.create(
            "jdbc:h2:mem:batch-" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1", "sa", "");
    database.setMaxConnections(20);
    new ResourceDatabasePopulator(
            new ClassPathResource("org/springframework/batch/core/schema-h2.sql"))
        .execute(database);
    return database;
  }

  static AnnotationConfigApplicationContext on(DataSource database, Class<?>... jobs) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.registerBean(
        "dataSource", DataSource.class, () -> database, d -> d.setDestroyMethodName(""));
    context.register(BatchInstance.class);
    context.register(jobs);
    context.refresh();
    return context;
  }

  @Bean
  DataSourceTransactionManager transactionManager(DataSource database) {
    return new DataSourceTransactionManager(database);
  }
}
