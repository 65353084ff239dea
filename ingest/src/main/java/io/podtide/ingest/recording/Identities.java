package io.podtide.ingest.recording;

import io.podtide.ingest.kube.KubeObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Dumps that people have cleaned lack uids. Within a snapshot a name is as good: then Events find their pods by that.
 *
 * @param uids of pods, by name
 * @param made those that stand for one that is missing
 */
record Identities(Map<String, String> uids, Set<String> made) {

    static Identities of(Collection<SnapshotObject> objects) {
        var uids = new HashMap<String, String>();
        var made = new HashSet<String>();
        for (var each : objects) {
            var object = each.object();
            if (object.isPod() && !object.name().isEmpty()) {
                uids.put(object.ownUid(), object.uid().isEmpty() ? object.ownUid() : object.uid());
                if (object.uid().isEmpty()) {
                    made.add(object.ownUid());
                }
            }
        }
        return new Identities(uids, made);
    }

    KubeObject identified(KubeObject object) {
        var known = object.uid().isEmpty() ? object.identified(object.ownUid()) : object;
        if (!known.isEvent()) {
            return known;
        }
        var name = known.aboutByName();
        var uid = uids.get(name);
        return uid != null && (known.aboutUid().isEmpty() || made.contains(name)) ? known.about(uid) : known;
    }
}
