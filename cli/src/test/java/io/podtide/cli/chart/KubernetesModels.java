package io.podtide.cli.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.annotations.SerializedName;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.models.V1ClusterRole;
import io.kubernetes.client.openapi.models.V1ClusterRoleBinding;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an API server would say of a manifest: fields that there are not, that are missing, or of another type. By the code
 * that Kubernetes' Java client has of its OpenAPI, and by the operators' own classes for what is theirs.
 */
final class KubernetesModels {

    private interface Check {
        void of(JsonElement json) throws IOException;
    }

    private record Kind(Class<?> type, Check check) {}

    private static final Map<String, Kind> KUBERNETES = Map.ofEntries(
            Map.entry("v1 ConfigMap", new Kind(V1ConfigMap.class, V1ConfigMap::validateJsonElement)),
            Map.entry("v1 Service", new Kind(V1Service.class, V1Service::validateJsonElement)),
            Map.entry("v1 ServiceAccount", new Kind(V1ServiceAccount.class, V1ServiceAccount::validateJsonElement)),
            Map.entry("apps/v1 Deployment", new Kind(V1Deployment.class, V1Deployment::validateJsonElement)),
            Map.entry("apps/v1 StatefulSet", new Kind(V1StatefulSet.class, V1StatefulSet::validateJsonElement)),
            Map.entry(
                    "policy/v1 PodDisruptionBudget",
                    new Kind(V1PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement)),
            Map.entry(
                    "networking.k8s.io/v1 NetworkPolicy",
                    new Kind(V1NetworkPolicy.class, V1NetworkPolicy::validateJsonElement)),
            Map.entry(
                    "rbac.authorization.k8s.io/v1 ClusterRole",
                    new Kind(V1ClusterRole.class, V1ClusterRole::validateJsonElement)),
            Map.entry(
                    "rbac.authorization.k8s.io/v1 ClusterRoleBinding",
                    new Kind(V1ClusterRoleBinding.class, V1ClusterRoleBinding::validateJsonElement)),
            Map.entry("rbac.authorization.k8s.io/v1 Role", new Kind(V1Role.class, V1Role::validateJsonElement)),
            Map.entry(
                    "rbac.authorization.k8s.io/v1 RoleBinding",
                    new Kind(V1RoleBinding.class, V1RoleBinding::validateJsonElement)));

    private static final Map<String, Class<?>> OPERATORS = Map.of(
            "monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class,
            "monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class,
            "kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class,
            "kafka.strimzi.io/v1 KafkaUser", KafkaUser.class);

    /** Their classes keep what they do not know; this one refuses it. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .build();

    /** A resource's own class takes any. */
    private static final Set<String> OF_A_RESOURCE = Set.of("apiVersion", "kind", "metadata", "spec");

    private KubernetesModels() {}

    /** Empty where it is good. */
    static List<String> mistakes(JsonNode manifest) {
        var kind = manifest.path("apiVersion").asText()
                + ' '
                + manifest.path("kind").asText();
        var mistakes = new ArrayList<String>();
        try {
            var known = KUBERNETES.get(kind);
            if (known != null) {
                known.check().of(JsonParser.parseString(manifest.toString()));
                scalars(manifest, known.type(), "", mistakes);
            } else if (OPERATORS.containsKey(kind)) {
                var unused = STRICT.treeToValue(manifest, OPERATORS.get(kind));
                manifest.fieldNames().forEachRemaining(name -> {
                    if (!OF_A_RESOURCE.contains(name)) {
                        mistakes.add("no such field: " + name);
                    }
                });
            } else {
                mistakes.add("no such kind: " + kind);
            }
        } catch (IllegalArgumentException | JsonProcessingException e) {
            mistakes.add(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return mistakes;
    }

    /** The generated code takes any scalar for any other; an API server does not. */
    private static void scalars(JsonNode json, Type type, String path, List<String> mistakes) {
        if (json.isNull() || json.isMissingNode()) {
            return;
        }
        if (type instanceof ParameterizedType several) {
            var arguments = several.getActualTypeArguments();
            json.forEach(one -> scalars(one, arguments[arguments.length - 1], path + "[]", mistakes));
        } else if (type instanceof Class<?> model && model.getPackage() == V1Service.class.getPackage()) {
            for (var field : model.getDeclaredFields()) {
                var name = field.getAnnotation(SerializedName.class);
                if (name != null) {
                    scalars(json.path(name.value()), field.getGenericType(), path + '.' + name.value(), mistakes);
                }
            }
        } else if (!isOf(type, json)) {
            mistakes.add(path + " is no " + type.getTypeName() + ": " + json);
        }
    }

    /** Of what has more than one shape (quantities, ports by name or number) the generated code sees to it. */
    private static boolean isOf(Type type, JsonNode json) {
        if (type == String.class) {
            return json.isTextual();
        }
        if (type == Boolean.class) {
            return json.isBoolean();
        }
        return (type != Integer.class && type != Long.class) || json.isIntegralNumber();
    }
}
