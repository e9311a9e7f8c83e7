package io.flightlog.examples.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks that keep books in the shared database. They fail for the reasons that such tasks fail
 * for: a payment that is booked already, a report whose template nobody delivered, a rate that is
 * not known yet (that one heals by itself).
 */
final class LedgerWork {
  private static final Logger log = LoggerFactory.getLogger(LedgerWork.class);
  private static final List<String> CURRENCIES = List.of("EUR", "USD", "GBP", "CHF", "JPY");

  private final DataSource database;

  LedgerWork(DataSource database) {
    this.database = database;
  }

  /** The detail of the job is the number of the invoice. */
  void bookPayment(Job job) {
    log.info("Booking the payment of {} for invoice {}", job.customer(), job.detail());
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("insert into payments (invoice, payer) values (?, ?)")) {
      insert.setString(1, job.detail());
      insert.setString(2, job.customer());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot book invoice " + job.detail(), e);
    }
    log.info("Invoice {} is paid", job.detail());
  }

  /** The detail of the job is the template; {@code plain} needs no file. */
  void exportReport(Job job) {
    String template = job.detail().equals("plain") ? "%d payments" : readTemplate(job.detail());
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select count(*) from payments where payer = ?")) {
      query.setString(1, job.customer());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        log.info("Report for {}: {}", job.customer(), template.formatted(row.getInt(1)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot count the payments of " + job.customer(), e);
    }
  }

  private static String readTemplate(String name) {
    Path file = Path.of("report-templates", name + ".txt");
    log.info("Reading template {}", file);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("report template '" + name + "' cannot be read", e);
    }
  }

  /** The detail of the job is the currency. */
  void convertInvoice(Job job) {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select rate from rates where currency = ?")) {
      query.setString(1, job.detail());
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new NoSuchElementException("no rate for " + job.detail() + " yet");
        }
        log.info("Converted an invoice of {} at {}", job.customer(), row.getBigDecimal(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the rate of " + job.detail(), e);
    }
  }

  /**
   * Each run learns one more currency, so that conversions which failed for want of it succeed in a
   * later attempt.
   */
  void refreshRates() {
    try (Connection connection = database.getConnection()) {
      int known;
      try (PreparedStatement query = connection.prepareStatement("select count(*) from rates");
          ResultSet row = query.executeQuery()) {
        row.next();
        known = row.getInt(1);
      }
      if (known == CURRENCIES.size()) {
        log.info("All {} rates are fresh", known);
        return;
      }
      try (PreparedStatement insert =
          connection.prepareStatement("insert into rates (currency, rate) values (?, ?)")) {
        insert.setString(1, CURRENCIES.get(known));
        insert.setDouble(2, 1 + known / 10.0);
        insert.executeUpdate();
      }
      log.info("Learned the rate of {}", CURRENCIES.get(known));
    } catch (SQLException e) {
      throw new IllegalStateException("cannot refresh the rates", e);
    }
  }
}
