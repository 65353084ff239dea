package io.podtide.cli.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;

/**
 * Services that page people, as their documentation describes them: a webhook that knows events again by their id, PagerDuty's
 * events by {@code dedup_key}, Slack's channel with message metadata, Alertmanager's alerts by their labels. They take their time, limit rates, and
 * sometimes fail after they have done what was asked.
 */
final class PagedPeople implements AutoCloseable {

    static final String CHANNEL = "C0123456789";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Random random;
    private final Map<String, Integer> webhookPages = new HashMap<>();
    private final Set<String> webhookEvents = new HashSet<>();
    private final Set<String> webhookOver = new HashSet<>();
    private final Map<String, Integer> pagerPages = new HashMap<>();
    private final Set<String> pagerOpen = new HashSet<>();
    private final List<ObjectNode> slack = new ArrayList<>();
    private final Map<String, Integer> alertmanagerPages = new HashMap<>();
    private final Map<String, Boolean> alertmanagerFiring = new HashMap<>();
    private final Set<String> endsMissed = new HashSet<>();
    private volatile boolean missesEnds;
    private final Map<String, String> alertmanagerLinks = new HashMap<>();
    private int requests;
    private int repeated;

    PagedPeople(long seed) throws IOException {
        random = new Random(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newFixedThreadPool(8, work -> {
            var thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            pause();
            var trouble = chance(40);
            if (trouble && chance(2)) {
                exchange.getResponseHeaders().set("Retry-After", "0");
                respond(exchange, 429, "{}");
                return;
            }
            var path = exchange.getRequestURI().getPath();
            if (path.startsWith("/am") && missesEnds && missesAnEnd(body)) {
                respond(exchange, 503, "{}");
                return;
            }
            var result = take(path, exchange.getRequestURI().getQuery(), body);
            pause(); // killed meanwhile, nobody knows that it was done
            respond(exchange, trouble ? 503 : path.startsWith("/pagerduty") ? 202 : 200, result.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void respond(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void pause() throws InterruptedException {
        int millis;
        synchronized (this) {
            millis = random.nextInt(40);
        }
        Thread.sleep(millis);
    }

    private synchronized boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private synchronized JsonNode take(String path, String query, byte[] body) throws IOException {
        requests++;
        var json = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        return switch (path) {
            case "/hook" -> webhook(json);
            case "/pagerduty" -> pagerDuty(json);
            case "/slack/chat.postMessage" -> post((ObjectNode) json);
            case "/slack/chat.update" -> update(json);
            case "/slack/conversations.history" -> history(query);
            case "/am/api/v2/alerts" -> alertmanager((ArrayNode) json);
            default -> throw new IOException(path);
        };
    }

    private JsonNode webhook(JsonNode event) {
        var subject = event.path("subject").asText();
        if (!webhookEvents.add(event.path("id").asText())) {
            repeated++;
        } else if (event.path("type").asText().endsWith("opened")) {
            webhookPages.merge(subject, 1, Integer::sum);
        } else if (event.path("type").asText().endsWith("resolved")) {
            webhookOver.add(subject);
        }
        return JSON.createObjectNode();
    }

    private JsonNode pagerDuty(JsonNode event) {
        var key = event.path("dedup_key").asText();
        if (event.path("event_action").asText().equals("resolve")) {
            pagerOpen.remove(key);
        } else if (pagerOpen.add(key)) {
            pagerPages.merge(key, 1, Integer::sum);
        } else {
            repeated++;
        }
        return JSON.createObjectNode().put("status", "success");
    }

    private JsonNode post(ObjectNode message) {
        slack.add(message.put("ts", "%d.%06d".formatted(Instant.now().getEpochSecond(), slack.size())));
        return JSON.createObjectNode()
                .put("ok", true)
                .put("channel", CHANNEL)
                .put("ts", message.path("ts").asText());
    }

    private JsonNode update(JsonNode edit) {
        for (var message : slack) {
            if (message.path("ts").equals(edit.path("ts"))) {
                message.set("text", edit.path("text"));
                return JSON.createObjectNode().put("ok", true);
            }
        }
        return JSON.createObjectNode().put("ok", false).put("error", "message_not_found");
    }

    /** The newest first, in pages of 50. */
    private JsonNode history(String query) {
        var oldest = query.replaceAll("(?:.*&)?oldest=([0-9]+).*", "$1");
        int from = query.contains("cursor=") ? Integer.parseInt(query.replaceAll(".*cursor=([0-9]+).*", "$1")) : 0;
        var found = new ArrayList<>(slack.stream()
                .filter(message -> message.path("ts").asText().compareTo(oldest) > 0)
                .filter(message -> !message.has("thread_ts"))
                .toList());
        Collections.reverse(found);
        int to = Math.min(from + 50, found.size());
        var answer = JSON.createObjectNode().put("ok", true);
        var messages = answer.putArray("messages");
        found.subList(from, to).forEach(messages::add);
        answer.putObject("response_metadata").put("next_cursor", to < found.size() ? String.valueOf(to) : "");
        return answer;
    }

    /** As Alertmanager they refuse the first message of each end. */
    PagedPeople missingEnds() {
        missesEnds = true;
        return this;
    }

    /** How many ends they have refused. */
    synchronized int endsMissed() {
        return endsMissed.size();
    }

    private synchronized boolean missesAnEnd(byte[] body) throws IOException {
        boolean missed = false;
        for (var alert : JSON.readTree(body)) {
            missed |= !isFiring(alert)
                    && endsMissed.add(alert.path("labels").path("incident").asText());
        }
        return missed;
    }

    private static boolean isFiring(JsonNode alert) {
        return Instant.parse(alert.path("endsAt").asText()).isAfter(Instant.now());
    }

    private JsonNode alertmanager(ArrayNode alerts) {
        for (var alert : alerts) {
            var id = alert.path("labels").path("incident").asText();
            boolean firing = isFiring(alert);
            if (firing && !alertmanagerFiring.getOrDefault(id, false)) {
                alertmanagerPages.merge(id, 1, Integer::sum);
            }
            alertmanagerFiring.put(id, firing);
            if (alert.has("generatorURL")) {
                alertmanagerLinks.put(id, alert.path("generatorURL").asText());
            }
        }
        return JSON.createObjectNode();
    }

    /** How often each of these has paged, by service. */
    synchronized Map<String, Map<String, Integer>> pages() {
        var chat = new HashMap<String, Integer>();
        slack.stream()
                .filter(message -> !message.has("thread_ts"))
                .forEach(message -> chat.merge(id(message), 1, Integer::sum));
        return Map.of(
                "webhook", Map.copyOf(webhookPages),
                "pagerduty", Map.copyOf(pagerPages),
                "slack", chat,
                "alertmanager", Map.copyOf(alertmanagerPages));
    }

    /** Where alerts of incidents lead. */
    synchronized Map<String, String> links() {
        return Map.copyOf(alertmanagerLinks);
    }

    /** What each of these services takes for open. */
    synchronized Map<String, Set<String>> open() {
        var webhook = new HashSet<>(webhookPages.keySet());
        webhook.removeAll(webhookOver);
        var chat = new HashSet<String>();
        slack.stream()
                .filter(message -> !message.has("thread_ts"))
                .filter(message -> !message.path("text").asText().startsWith("[RESOLVED]"))
                .forEach(message -> chat.add(id(message)));
        var firing = new HashSet<>(alertmanagerFiring.keySet());
        firing.removeIf(id -> !alertmanagerFiring.getOrDefault(id, false));
        return Map.of("webhook", webhook, "pagerduty", Set.copyOf(pagerOpen), "slack", chat, "alertmanager", firing);
    }

    /** Those of these that every service has told. */
    List<String> toldEverywhere(Set<String> ids) {
        var pages = pages().values();
        return ids.stream()
                .filter(id -> pages.stream().allMatch(told -> told.containsKey(id)))
                .toList();
    }

    private static String id(JsonNode message) {
        return message.path("metadata").path("event_payload").path("id").asText();
    }

    /** What has not been told of these, or has not been ended. */
    synchronized List<String> missing(Set<String> ids) {
        var chat = new HashSet<String>();
        slack.stream()
                .filter(message -> message.path("text").asText().startsWith("[RESOLVED]"))
                .forEach(message -> chat.add(id(message)));
        var all = new ArrayList<String>();
        var pages = pages();
        for (var id : ids) {
            pages.forEach((service, told) -> {
                if (!told.containsKey(id)) {
                    all.add(service + " was not told of " + id);
                }
            });
            if (!webhookOver.contains(id)) {
                all.add("open at webhook: " + id);
            }
            if (!chat.contains(id)) {
                all.add("open in chat: " + id);
            }
            if (pagerOpen.contains(id)) {
                all.add("open at pagerduty: " + id);
            }
            if (alertmanagerFiring.getOrDefault(id, true)) {
                all.add("firing at alertmanager: " + id);
            }
        }
        return all;
    }

    synchronized String summary() {
        return requests + " requests, " + repeated + " known again by their key";
    }

    /** Keys of what is there, for the message of a failed test. */
    static Set<String> others(Map<String, Integer> pages) {
        var more = new HashSet<String>();
        StreamSupport.stream(pages.entrySet().spliterator(), false)
                .filter(e -> e.getValue() != 1)
                .forEach(e -> more.add(e.getKey()));
        return more;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
