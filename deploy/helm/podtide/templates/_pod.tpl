{{- /*
The pods of a role. Arguments: root, role, and where there is any of it: args, env, volumes, mounts, ports (lists), checksums (a
map of names to texts at whose change pods are replaced), token (whether they talk to the API server).
*/ -}}
{{- define "podtide.pod" -}}
{{- $root := .root -}}
{{- $values := index $root.Values .role -}}
{{- $pod := mergeOverwrite (deepCopy $root.Values.pod) (deepCopy $values.pod) -}}
{{- $kafka := include "podtide.kafka" . | fromYaml -}}
{{- $properties := or $kafka.properties $kafka.propertiesSecret -}}
metadata:
  labels:
    {{- include "podtide.labels" . | nindent 4 }}
    {{- with $pod.labels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    kubectl.kubernetes.io/default-container: {{ .role }}
    {{- with $kafka.properties }}
    checksum/kafka: {{ include "podtide.properties" . | sha256sum }}
    {{- end }}
    {{- range $name, $text := .checksums }}
    checksum/{{ $name }}: {{ $text | sha256sum }}
    {{- end }}
    {{- with $pod.annotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "podtide.serviceAccount" . }}
  automountServiceAccountToken: {{ default false .token }}
  # Services of this namespace would become variables, and ours begin alike.
  enableServiceLinks: false
  {{- with $root.Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $pod.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with $pod.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $pod.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $pod.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  topologySpreadConstraints:
    {{- with $pod.topologySpreadConstraints }}
    {{- toYaml . | nindent 4 }}
    {{- else }}
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "podtide.selector" . | nindent 10 }}
    {{- end }}
  # SIGTERM: what was seen is written, groups are left. Seconds, but for a Kafka that does not answer.
  terminationGracePeriodSeconds: 45
  securityContext:
    runAsNonRoot: true
    {{- with $root.Values.securityContext.user }}
    runAsUser: {{ int . }}
    {{- end }}
    {{- with $root.Values.securityContext.group }}
    runAsGroup: {{ int . }}
    fsGroup: {{ int . }}
    {{- end }}
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: {{ .role }}
      image: {{ include "podtide.image" $root | quote }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      args:
        {{- if eq .role "trends" }}
        - trends
        - serve
        {{- else }}
        - {{ .role }}
        {{- end }}
        - --bootstrap-servers={{ required "kafka.bootstrapServers: which Kafka?" $root.Values.kafka.bootstrapServers }}
        - --partitions={{ int $root.Values.kafka.partitions }}
        - --replication={{ int $root.Values.kafka.replication }}
        {{- if $properties }}
        - --config=/etc/podtide/kafka/podtide.properties
        {{- end }}
        - --http-port=8080
        - --http-address=0.0.0.0
        {{- range concat (default list .args) $values.extraArgs }}
        - {{ . | quote }}
        {{- end }}
      env:
        - name: PODTIDE_LOG_FORMAT
          value: {{ $root.Values.logFormat }}
        {{- with $values.javaOptions }}
        - name: JDK_JAVA_OPTIONS
          value: {{ . | quote }}
        {{- end }}
        {{- with concat (default list .env) $root.Values.env $values.env }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      ports:
        - name: http
          containerPort: 8080
        {{- with .ports }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      # Until it answers at all: Kafka may be away when it starts, or a history be brought up to date. A process that cannot start ends.
      startupProbe:
        httpGet: {path: /health/live, port: http}
        periodSeconds: 5
        failureThreshold: 360
      readinessProbe:
        httpGet: {path: /health/ready, port: http}
        timeoutSeconds: 5
      livenessProbe:
        httpGet: {path: /health/live, port: http}
        timeoutSeconds: 5
      {{- with $values.resources }}
      resources:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      volumeMounts:
        - {name: tmp, mountPath: /tmp}
        {{- if $properties }}
        - {name: kafka, mountPath: /etc/podtide/kafka, readOnly: true}
        {{- end }}
        {{- range $i, $name := $kafka.secrets }}
        - {name: kafka-{{ $i }}, mountPath: /etc/podtide/secrets/{{ $name }}, readOnly: true}
        {{- end }}
        {{- with .mounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- if $kafka.propertiesSecret }}
    - name: kafka
      secret:
        secretName: {{ $kafka.propertiesSecret }}
    {{- else if $properties }}
    - name: kafka
      configMap:
        name: {{ include "podtide.fullname" $root }}-{{ .role }}-kafka
    {{- end }}
    {{- range $i, $name := $kafka.secrets }}
    - name: kafka-{{ $i }}
      secret:
        secretName: {{ $name }}
    {{- end }}
    {{- with .volumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}
