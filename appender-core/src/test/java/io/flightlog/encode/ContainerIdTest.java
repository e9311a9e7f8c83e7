package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerIdTest {
  private static final String ID =
      "7be92808767a667f35c8505cbf40d14e931ef6db5b0210329cf193b15ba9d605";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12:pids:/docker/" + ID,
        "1:name=systemd:/kubepods/burstable/pod5d41/" + ID,
        "0::/kubepods.slice/kubepods-pod5d41.slice/cri-containerd-" + ID + ".scope",
        "0::/kubepods.slice/kubepods-pod5d41.slice/crio-" + ID + ".scope",
        "0::/machine.slice/libpod-" + ID + ".scope",
        "0::/system.slice/docker-" + ID + ".scope",
        "5:cpu:/system.slice/containerd.service/kubepods-pod5d41.slice:cri-containerd:" + ID,
      })
  void isReadFromCgroups(String line) {
    assertEquals(ID, ContainerId.inCgroup("13:memory:/\n" + line + "\n2:cpu:/other\n"));
  }

  @Test
  void knowsAmazonEcsAndGarden() {
    assertEquals(
        "034346e2a9fd4d3f9c1a4ee2d9a4f5e0-1234567890",
        ContainerId.inCgroup(
            "1:cpu:/ecs/55091c13b8cf4801b527f8601742204/034346e2a9fd4d3f9c1a4ee2d9a4f5e0-1234567890"));
    assertEquals(
        "70eb4ce5-a065-4401-6990-88ed",
        ContainerId.inCgroup(
            "1:cpu:/system.slice/garden.service/garden/70eb4ce5-a065-4401-6990-88ed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0::/",
        "0::/user.slice/user-1000.slice/session-2.scope",
        "0::/init.scope",
        "1:cpu:/docker/7be92808767a",
        "nonsense " + ID
      })
  void isNotGuessed(String cgroup) {
    assertNull(ContainerId.inCgroup(cgroup));
  }

  @Test
  void isReadFromTheMountsOfDockerAndPodman() {
    assertEquals(
        ID,
        ContainerId.inMountinfo(
            "873 856 0:6 / /proc rw - proc proc rw\n"
                + "874 856 254:1 /var/lib/docker/containers/"
                + ID
                + "/resolv.conf /etc/resolv.conf rw,relatime - ext4 /dev/vda1 rw\n"));
    assertEquals(
        ID,
        ContainerId.inMountinfo(
            "1 2 0:1 /containers/storage/overlay-containers/"
                + ID
                + "/userdata/hostname /etc/hostname rw - tmpfs tmpfs rw\n"));
    assertEquals(
        ID,
        ContainerId.inMountinfo(
            "1 2 0:30 /../../kubepods-pod1.slice/cri-containerd-"
                + ID
                + ".scope /sys/fs/cgroup ro - cgroup2 cgroup rw\n"));
  }

  @Test
  void isNotThatOfThePodsSandboxOrOfAnImageLayer() {
    assertNull(
        ContainerId.inMountinfo(
            "1 2 8:1 /var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes/"
                + ID
                + "/hostname /etc/hostname rw - ext4 /dev/sda1 rw\n"
                + "3 4 0:5 / / rw - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/"
                + ID
                + "/diff\n"));
  }

  @Test
  void looksInBothFiles() {
    FakeFacts facts = new FakeFacts();
    assertNull(ContainerId.find(facts));
    facts.files.put("/proc/self/cgroup", "0::/\n");
    facts.files.put(
        "/proc/self/mountinfo",
        "1 2 8:1 /docker/containers/" + ID + "/hosts /etc/hosts rw - ext4 /dev/sda1 rw\n");
    assertEquals(ID, ContainerId.find(facts));
  }
}
