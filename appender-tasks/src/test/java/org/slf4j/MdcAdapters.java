package org.slf4j;

import org.slf4j.spi.MDCAdapter;

/** Puts another adapter behind {@link MDC}, which SLF4J lets only its own package do. */
public final class MdcAdapters {
  private MdcAdapters() {}

  public static void install(MDCAdapter adapter) {
    MDC.setMDCAdapter(adapter);
  }
}
