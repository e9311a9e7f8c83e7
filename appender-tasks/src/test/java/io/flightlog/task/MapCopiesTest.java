package io.flightlog.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MdcAdapters;
import org.slf4j.spi.MDCAdapter;

/** What a run costs, in calls of the MDC; a line inside costs what it costs without a run. */
class MapCopiesTest {
  @Test
  void aRunCopiesTheMapTwiceAndALineNever() {
    LoggerFactory.getILoggerFactory();
    MDCAdapter real = MDC.getMDCAdapter();
    List<String> calls = new ArrayList<>();
    MDCAdapter counting =
        (MDCAdapter)
            Proxy.newProxyInstance(
                MDCAdapter.class.getClassLoader(),
                new Class<?>[] {MDCAdapter.class},
                (proxy, method, arguments) -> {
                  calls.add(method.getName());
                  try {
                    return method.invoke(real, arguments);
                  } catch (InvocationTargetException thrown) {
                    throw thrown.getCause();
                  }
                });
    try (LoggedRuns logged = new LoggedRuns()) {
      MdcAdapters.install(counting);
      MDC.put("worker", "w-1");
      TaskScope run = TaskScope.task("a").user("alice").open();
      int opened = calls.size();
      LoggerFactory.getLogger("app").info("a line");
      assertEquals(opened, calls.size());
      run.close();
      assertEquals(3, logged.events().size());
    } finally {
      MdcAdapters.install(real);
      MDC.clear();
    }
    long copies =
        calls.stream()
            .filter(c -> c.equals("getCopyOfContextMap") || c.equals("setContextMap"))
            .count();
    assertEquals(2, copies, calls::toString);
    assertTrue(calls.contains("put"));
  }
}
