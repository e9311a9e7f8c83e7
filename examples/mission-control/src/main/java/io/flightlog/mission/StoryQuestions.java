package io.flightlog.mission;

import io.flightlog.task.search.FoundInstance;
import io.flightlog.task.search.FoundTask;
import io.flightlog.task.search.TaskSearch;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/runs}, {@code /api/tasks} and {@code /api/traces}: of one, all that is there. */
final class StoryQuestions {
  private static final int LONGEST_ID = 512;

  /** {@code /api/runs/{runId}}. */
  record Run(@Nullable Attempt run, List<ShownHit> lines, boolean truncated, List<Gap> gaps) {}

  /** {@code /api/tasks/{taskId}}. */
  record Task(
      FoundTask task,
      List<FoundInstance> instances,
      List<Attempt> attempts,
      List<ShownHit> lines,
      boolean truncated,
      List<Gap> gaps) {}

  /** {@code /api/traces/{traceId}}. */
  record Trace(
      String traceId,
      List<FoundInstance> instances,
      List<Attempt> steps,
      List<ShownHit> lines,
      boolean truncated) {}

  private StoryQuestions() {}

  static Run run(TaskSearch all, String runId) throws IOException {
    Story story = story(all, "task.run.id", runId, "run");
    Attempt run = story.attempts().isEmpty() ? null : story.attempts().get(0);
    return new Run(run, story.lines(), story.truncated(), story.gaps());
  }

  static Task task(TaskSearch all, String taskId) throws IOException {
    Story story = story(all, "task.id", taskId, "task");
    FoundTask task = story.lines().get(0).line().task();
    FoundTask what =
        new FoundTask(
            task.name(), task.id(), null, null, null, null, null, task.userId(), null, null);
    return new Task(
        what, story.instances(), story.attempts(), story.lines(), story.truncated(), story.gaps());
  }

  static Trace trace(TaskSearch all, String traceId) throws IOException {
    Story story = story(all, "trace.id", traceId, "trace");
    return new Trace(
        traceId, story.instances(), story.attempts(), story.lines(), story.truncated());
  }

  private static Story story(TaskSearch all, String field, String id, String what)
      throws IOException {
    if (id.length() > LONGEST_ID) {
      throw ApiException.badParameter(what, "at most " + LONGEST_ID + " characters", id);
    }
    return Story.of(all, all.where(field, id), what + " " + id);
  }
}
