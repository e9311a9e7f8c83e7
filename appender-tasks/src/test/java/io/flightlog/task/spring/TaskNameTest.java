package io.flightlog.task.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.support.ScheduledMethodRunnable;

class TaskNameTest {
  private static Runnable saying(String text) {
    return new Runnable() {
      @Override
      public void run() {}

      @Override
      public String toString() {
        if (text == null) {
          throw new IllegalStateException("no name");
        }
        return text;
      }
    };
  }

  @Test
  void aScheduledMethodIsCalledByItsClassAndName() throws Exception {
    Method method =
        TaskNameTest.class.getDeclaredMethod("aScheduledMethodIsCalledByItsClassAndName");
    assertEquals(
        "TaskNameTest.aScheduledMethodIsCalledByItsClassAndName",
        TaskName.of(new ScheduledMethodRunnable(this, method)));
  }

  @Test
  void whatDiffersFromProcessToProcessIsLeftOut() {
    assertEquals("TaskNameTest", TaskName.of(() -> {}));
    assertEquals("Thread[#1]", TaskName.of(saying("Thread[#1]")));
    assertEquals("Report", TaskName.of(saying("com.acme.Report@7a81197d")));
  }

  @Test
  void aTextOfItsOwnIsItsName() {
    assertEquals("daily report", TaskName.of(saying("daily report")));
    assertEquals("billing.daily-report", TaskName.of(saying("billing.daily-report")));
  }

  @Test
  void aTaskThatHasNoTextIsCalledByItsClass() {
    assertEquals("TaskNameTest$1", TaskName.of(saying(null)));
    assertEquals("TaskNameTest$1", TaskName.of(saying(" ")));
  }
}
