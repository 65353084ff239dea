package io.podtide.ingest.recording;

import io.podtide.ingest.kube.KubeObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Dumps that people have cleaned lack uids. Within a snapshot a name is as good: then Events find their pods by that. So do those of
 * static pods, which have another uid for the kubelet than for the API server (pkg/kubelet/config/common.go).
 *
 * @param uids of pods, by name
 * @param made those that stand for one that is missing
 * @param mirrored uids of static pods as the kubelet has them, by name: all control planes may run a pod from the same file
 */
record Identities(Map<String, String> uids, Set<String> made, Map<String, String> mirrored) {

    static Identities of(Collection<SnapshotObject> objects) {
        var uids = new HashMap<String, String>();
        var made = new HashSet<String>();
        var mirrored = new HashMap<String, String>();
        for (var each : objects) {
            var object = each.object();
            if (object.isPod() && !object.name().isEmpty()) {
                uids.put(object.ownUid(), object.uid().isEmpty() ? object.ownUid() : object.uid());
                if (object.uid().isEmpty()) {
                    made.add(object.ownUid());
                }
                if (!object.mirroredUid().isEmpty()) {
                    mirrored.put(object.ownUid(), object.mirroredUid());
                }
            }
        }
        return new Identities(uids, made, mirrored);
    }

    KubeObject identified(KubeObject object) {
        var known = object.uid().isEmpty() ? object.identified(object.ownUid()) : object;
        if (!known.isEvent()) {
            return known;
        }
        var name = known.aboutByName();
        var uid = uids.get(name);
        return uid != null && (made.contains(name) || isOther(name, known.aboutUid())) ? known.about(uid) : known;
    }

    private boolean isOther(String name, String aboutUid) {
        return aboutUid.isEmpty() || aboutUid.equals(mirrored.get(name));
    }
}
