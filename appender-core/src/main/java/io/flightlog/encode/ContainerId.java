package io.flightlog.encode;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the container's id where Linux shows it: with cgroup v1, and v2 in the host's namespace, as
 * the last part of a path in {@code /proc/self/cgroup}; with v2 in a namespace of its own, as the
 * source of the mounts of {@code /etc/hostname} and the like in {@code /proc/self/mountinfo}. The
 * spellings are those of Docker, containerd, CRI-O, Podman, Amazon ECS and Garden.
 */
final class ContainerId {
  private static final Pattern IN_CGROUP =
      Pattern.compile(
          "(?:[a-z]+-)*([0-9a-f]{64}|[0-9a-f]{32}-\\d{6,12}"
              + "|[0-9a-f]{8}(?:-[0-9a-f]{4}){4,7})(?:\\.scope)?");

  /** Not {@code /sandboxes/}: that is the id of the pod's pause container. */
  private static final Pattern IN_MOUNTINFO =
      Pattern.compile(
          "/(?:docker/|docker-data/)?(?:containers|overlay-containers|vfs-containers)"
              + "/([0-9a-f]{64})/\\S*(?:hostname|resolv\\.conf|hosts)\\b");

  private static final Pattern SCOPE_IN_MOUNTINFO =
      Pattern.compile("/(?:[a-z]+-)+([0-9a-f]{64})(?:\\.scope)?(?:/| )");

  private ContainerId() {}

  static @Nullable String find(SystemFacts facts) {
    String cgroup = facts.file("/proc/self/cgroup");
    String id = cgroup == null ? null : inCgroup(cgroup);
    if (id != null) {
      return id;
    }
    String mountinfo = facts.file("/proc/self/mountinfo");
    return mountinfo == null ? null : inMountinfo(mountinfo);
  }

  static @Nullable String inCgroup(String text) {
    for (String line : text.split("\n", -1)) {
      String[] parts = line.trim().split(":", 3);
      if (parts.length == 3) {
        String last = parts[2].substring(parts[2].lastIndexOf('/') + 1);
        // containerd's systemd driver: kubepods-…slice:cri-containerd:<id>
        Matcher matcher = IN_CGROUP.matcher(last.substring(last.lastIndexOf(':') + 1));
        if (matcher.matches()) {
          return matcher.group(1);
        }
      }
    }
    return null;
  }

  static @Nullable String inMountinfo(String text) {
    for (Pattern pattern : new Pattern[] {IN_MOUNTINFO, SCOPE_IN_MOUNTINFO}) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    return null;
  }
}
