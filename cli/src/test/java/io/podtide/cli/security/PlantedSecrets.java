package io.podtide.cli.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import io.podtide.cli.kube.FakeKube;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pods, Events and nodes with a secret in every place where one may be, each another one. */
final class PlantedSecrets {

    /** Stands in every message, beside the secret: it shows that the message came through. */
    static final String KEPT = "cannot connect to db.shop.svc:5432";

    /** How programs print a secret when they fail: {@code $} plain, {@code %} for a URL, {@code #} in base64. */
    private static final List<String> MESSAGES = List.of(
            " with password=$",
            ": postgres://app:%@db.shop.svc:5432/shop",
            " {\"user\":\"u\",\"apiKey\": \"$\"}",
            ", sent Authorization: Basic #",
            ", read\npassword: |\n  $\nend",
            ", was run --client-secret $ --verbose",
            " -----BEGIN RSA PRIVATE KEY-----\n#\n#\n-----END RSA PRIVATE KEY-----",
            " {\"auths\":{\"registry\":{\"auth\":\"#\"}}}");

    private static final String POD = """
            {"kind":"Pod","metadata":{"name":"shop-NUMBER","namespace":"shop","uid":"u-shop-NUMBER",
              "labels":{"app":"shop","internal-token":"${label}"},
              "annotations":{"podtide.io/ignore":"oom ${opt-out}","vault":"${annotation}",
                "kubectl.kubernetes.io/last-applied-configuration":"{\\"env\\":\\"${last applied}\\"}"},
              "managedFields":[{"manager":"${manager}","fieldsV1":{"f:spec":{"f:${field}":{}}}}]},
             "spec":{"nodeName":"node-1","imagePullSecrets":[{"name":"${pull secret}"}],"serviceAccountName":"${account}",
              "volumes":[{"name":"v","flexVolume":{"options":{"password":"${volume}"}}},
                {"name":"c","csi":{"volumeAttributes":{"key":"${csi}"}}},{"name":"s","secret":{"secretName":"${secret}"}}],
              "initContainers":[{"name":"init","image":"i:1","command":["sh","-c","${init}"],"env":[{"name":"A","value":"${init env}"}]}],
              "containers":[{"name":"app","image":"registry/app:1","command":["${command}"],"args":["--password=${args}"],
                "env":[{"name":"DB_PASSWORD","value":"${env}"}],"livenessProbe":{"exec":{"command":["${probe}"]}},
                "readinessProbe":{"httpGet":{"httpHeaders":[{"name":"Authorization","value":"${header}"}]},"periodSeconds":5},
                "lifecycle":{"preStop":{"exec":{"command":["${hook}"]}}}}]},
             "status":{"phase":"Running","message":"@{pod}","conditions":[{"type":"Ready","status":"False","message":"@{condition}"}],
              "containerStatuses":[{"name":"app","image":"registry/app:1","restartCount":3,
                "state":{"waiting":{"reason":"CrashLoopBackOff","message":"@{waiting}"}},
                "lastState":{"terminated":{"exitCode":1,"reason":"Error","message":"@{terminated}"}}}]}}""";

    private static final String EVENT = """
            {"kind":"Event","metadata":{"name":"e-NUMBER","namespace":"shop","uid":"e-NUMBER","annotations":{"a":"${event annotation}"}},
             "involvedObject":{"kind":"Pod","namespace":"shop","name":"shop-NUMBER","uid":"u-shop-NUMBER"},
             "reason":"BackOff","type":"Warning","message":"@{event}"}""";

    private static final String NODE = """
            {"kind":"Node","metadata":{"name":"node-NUMBER","uid":"n-NUMBER","labels":{"a":"${node label}"},"annotations":{"a":"${node annotation}"}},
             "spec":{"providerID":"${provider}"},
             "status":{"images":[{"names":["${node image}"]}],"conditions":[{"type":"Ready","status":"False","message":"@{node}"}]}}""";

    private static final Pattern PLACE = Pattern.compile("([$@])\\{([^}]+)}");

    private final Map<String, String> planted = new LinkedHashMap<>();

    /** One of each for every way in which a program prints a secret. */
    void plantIn(FakeKube kube) throws IOException {
        for (var number = 0; number < MESSAGES.size(); number++) {
            kube.put("pods", planted(POD, number));
            kube.put("events", planted(EVENT, number));
            kube.put("nodes", planted(NODE, number));
        }
    }

    int pods() {
        return MESSAGES.size();
    }

    private String planted(String template, int number) {
        var message = MESSAGES.get(number);
        return PLACE.matcher(template.replace("NUMBER", Integer.toString(number)))
                .replaceAll(place -> {
                    var secret = secret(place.group(2) + ' ' + number);
                    var text = place.group(1).equals("$") ? secret : KEPT + print(message, secret);
                    var quoted = TextNode.valueOf(text).toString();
                    return Matcher.quoteReplacement(quoted.substring(1, quoted.length() - 1));
                });
    }

    /** No shape gives it away, only where it stands or what it is called. */
    private String secret(String place) {
        return planted.computeIfAbsent(
                place, p -> "s3cr3t/" + Integer.toHexString(p.hashCode()) + "+x" + planted.size());
    }

    private static String print(String message, String secret) {
        return message.replace("$", secret)
                .replace("%", URLEncoder.encode(secret, UTF_8))
                .replace("#", base64(secret));
    }

    private static String base64(String secret) {
        return Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
    }

    /** By place: as it is, in base64, and as part of a URL. None of them may be found. */
    Map<String, List<String>> forms() {
        var forms = new LinkedHashMap<String, List<String>>();
        planted.forEach((place, secret) ->
                forms.put(place, List.of(secret, base64(secret).replace("=", ""), URLEncoder.encode(secret, UTF_8))));
        return forms;
    }
}
