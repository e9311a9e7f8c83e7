package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class ErrorIdTest {
  @Test
  void isTheSameForEqualFailuresWithOtherMessages() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      ids.add(ErrorId.of(failure("job " + i)));
    }
    assertEquals(1, ids.size());
    assertTrue(ids.iterator().next().matches("[0-9a-f]{16}"));
  }

  @Test
  void staysTheSameForEver() {
    RuntimeException outer = new RuntimeException("any");
    outer.setStackTrace(frames("com.example.Job.run", "com.example.Main.main"));
    assertEquals("4652fbedb1c67b8e", ErrorId.of(outer));
  }

  @Test
  void differsByTypePlaceAndCause() {
    Throwable here = failure("x");
    Throwable there = new IllegalStateException("x");
    Throwable caused = failure("x");
    caused.initCause(new Error());
    Throwable otherType = new IllegalArgumentException("x");
    otherType.setStackTrace(here.getStackTrace());

    Set<String> ids = new HashSet<>();
    for (Throwable each : new Throwable[] {here, there, caused, otherType}) {
      ids.add(ErrorId.of(each));
    }
    assertEquals(4, ids.size());
  }

  @Test
  void doesNotDependOnLinesNumbersOfGeneratedClassesOrReflection() {
    String expected =
        id("com.example.Job.lambda$run$0", "com.example.Job$$Lambda$14/0x01.run", "a.B.main");
    assertEquals(
        expected,
        id(
            "com.example.Job.lambda$run$3",
            "com.example.Job$$Lambda/0x0000000801.run",
            "jdk.internal.reflect.GeneratedMethodAccessor12.invoke",
            "jdk.internal.reflect.DelegatingMethodAccessorImpl.invoke",
            "java.lang.reflect.Method.invoke",
            "a.B.main"));
    assertEquals(id("jdk.proxy2.$Proxy17.run"), id("com.sun.proxy.$Proxy3.run"));
    assertEquals(
        id("a.Service$$EnhancerBySpringCGLIB$$1a2b.call"),
        id("a.Service$$EnhancerBySpringCGLIB$$ff00.call"));
    assertEquals(id("a.Thing$HibernateProxy$abc.get"), id("a.Thing$HibernateProxy$xyz.get"));
    assertNotEquals(id("a.Thing$Inner.get"), id("a.Thing$Other.get"));
  }

  @Test
  void doesNotDependOnTheDepthOfARecursion() {
    assertEquals(id("a.B.walk", "a.B.main"), id("a.B.walk", "a.B.walk", "a.B.walk", "a.B.main"));
    assertNotEquals(id("a.B.walk", "a.B.main"), id("a.B.main"));
  }

  @Test
  void isTheSameThroughReflectionBeforeAndAfterItWarmedUp() throws Exception {
    Method method = ErrorIdTest.class.getDeclaredMethod("thrown");
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      try {
        method.invoke(null);
      } catch (ReflectiveOperationException invoked) {
        ids.add(ErrorId.of(invoked.getCause()));
      }
    }
    assertEquals(1, ids.size());
  }

  @Test
  void isTheSameThroughProxiesOfDifferentClasses() throws Exception {
    Set<String> ids = new HashSet<>();
    for (Class<?> type : new Class<?>[] {Callable.class, OtherCallable.class}) {
      Object proxy =
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {type},
              (self, method, arguments) -> {
                throw new IllegalStateException();
              });
      try {
        ((Callable<?>) proxy).call();
      } catch (IllegalStateException thrown) {
        ids.add(ErrorId.of(thrown));
      }
    }
    assertEquals(1, ids.size());
  }

  @Test
  void endsOnCyclesAndLongChains() {
    Throwable first = new RuntimeException();
    Throwable second = new RuntimeException(first);
    first.initCause(second);
    assertEquals(16, ErrorId.of(first).length());
    Throwable chain = first;
    for (int i = 0; i < 100_000; i++) {
      chain =
          new RuntimeException("", chain, false, false) {
            private static final long serialVersionUID = 1L;
          };
    }
    assertEquals(16, ErrorId.of(chain).length());
  }

  interface OtherCallable extends Callable<Object> {}

  static void thrown() {
    throw new IllegalStateException();
  }

  private static IllegalStateException failure(String message) {
    return new IllegalStateException(message);
  }

  private static String id(String... methods) {
    RuntimeException error = new RuntimeException();
    error.setStackTrace(frames(methods));
    return ErrorId.of(error);
  }

  private static StackTraceElement[] frames(String... methods) {
    StackTraceElement[] frames = new StackTraceElement[methods.length];
    for (int i = 0; i < methods.length; i++) {
      int dot = methods[i].lastIndexOf('.');
      frames[i] =
          new StackTraceElement(
              methods[i].substring(0, dot), methods[i].substring(dot + 1), "X.java", 10 + i);
    }
    return frames;
  }
}
