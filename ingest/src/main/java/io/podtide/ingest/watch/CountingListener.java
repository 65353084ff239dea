package io.podtide.ingest.watch;

import io.podtide.ingest.kube.KubeObject;

/** Keeps the {@link WatchStatus} of what another listener is told. */
final class CountingListener implements ResourceListener {

    private final Resource resource;
    private final WatchStatus status;
    private final ResourceListener listener;

    CountingListener(Resource resource, WatchStatus status, ResourceListener listener) {
        this.resource = resource;
        this.status = status;
        this.listener = listener;
    }

    @Override
    public void listBegins() {
        status.of(resource).listing();
        listener.listBegins();
    }

    @Override
    public void checkBegins() {
        status.of(resource).listing();
        listener.checkBegins();
    }

    @Override
    public void listed(KubeObject object) {
        saw();
        listener.listed(object);
    }

    @Override
    public void listEnds() {
        listener.listEnds();
    }

    @Override
    public void live() {
        listener.live();
        status.live(resource);
    }

    @Override
    public void changed(String type, KubeObject object) {
        saw();
        listener.changed(type, object);
    }

    private void saw() {
        status.news();
        status.of(resource).saw();
    }

    @Override
    public void ended() {
        status.ended(resource);
        listener.ended();
    }

    @Override
    public int known() {
        return listener.known();
    }
}
