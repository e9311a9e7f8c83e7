package io.flightlog.examples.fleet;

import java.io.Serializable;

/**
 * What a task is given, as db-scheduler stores it in the database. The trace id travels with it, so
 * that every step of a chain, on whatever instance it runs, logs under the same trace.
 *
 * @param user on whose behalf the task runs
 * @param traceId 32 hexadecimal digits, as in W3C Trace Context
 * @param detail what the task is about: an invoice number, a currency, a price as somebody typed it
 */
record Job(String user, String traceId, String detail) implements Serializable {}
