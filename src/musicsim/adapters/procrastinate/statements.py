"""The statements, each of which is a whole transaction.

Handing out, registering and removing workers are procrastinate's own functions, and so are the triggers that notify
of what is inserted or to be aborted. What it has no function for is said here: putting without an error for what is
there, ending a job only as long as the worker holds it, counting setbacks apart, looking at jobs page by page.
"""
# ruff: noqa: S608 - all that is put together here stands here

CHANNEL = "procrastinate_any_queue_v1"
"""Where procrastinate's triggers tell of all queues; each kind of job has a queue, named as its task."""

_COLUMNS = """
    jobs.id, jobs.task_name, jobs.status::text, jobs.args, jobs.scheduled_at, jobs.abort_requested, jobs.worker_id,
    musicsim_workers.name AS worker_name
"""
_SAID = f"pg_notify('{CHANNEL}', '{{\"type\": \"job_ready\"}}')"
_HELD = "id = %(id)s AND worker_id = %(worker)s AND status = 'doing'"
_FREED = """
    status = CASE WHEN abort_requested THEN 'cancelled' ELSE 'todo' END::procrastinate_job_status,
    abort_requested = false,
    worker_id = NULL
"""

_ENDED = "abort_requested = false, worker_id = NULL, scheduled_at = NULL"
_SET_BACK = """
    args = args || jsonb_build_object(
        %(counter)s::text, coalesce((args ->> %(counter)s)::int, 0) + 1, 'reason', %(reason)s::text
    )
"""

PUT = """
    INSERT INTO procrastinate_jobs (queue_name, task_name, priority, queueing_lock, args)
    SELECT %(task)s::text, %(task)s::text, %(priority)s, %(task)s::text || ' ' || given.track_id,
        jsonb_build_object('track_id', given.track_id, 'queued_at', now())
    FROM unnest(%(track_ids)s::text[]) WITH ORDINALITY AS given (track_id, place)
    ORDER BY given.place
    ON CONFLICT DO NOTHING
    RETURNING id
"""

HELD = "SELECT args ->> 'track_id' AS track_id FROM procrastinate_jobs WHERE task_name = %(task)s"

JOIN = """
    INSERT INTO musicsim_workers (worker_id, name)
    SELECT worker_id, %(name)s FROM procrastinate_register_worker_v1()
    RETURNING worker_id
"""

HEARTBEAT = "UPDATE procrastinate_workers SET last_heartbeat = now() WHERE id = %(worker)s RETURNING id"

RELEASE = f"""
    WITH freed AS (
        UPDATE procrastinate_jobs SET {_FREED}, scheduled_at = NULL
        WHERE worker_id = %(worker)s AND status = 'doing' AND id <> ALL(%(but)s::bigint[])
        RETURNING id
    )
    SELECT {_SAID} WHERE EXISTS (SELECT 1 FROM freed)
"""

LEAVE = "SELECT procrastinate_unregister_worker_v1(%(worker)s)"

PRUNE = "SELECT procrastinate_prune_stalled_workers_v1(%(silence)s)"

TAKE_BACK = f"""
    WITH lost AS (
        SELECT id, coalesce((args ->> 'losses')::int, 0) + 1 AS losses
        FROM procrastinate_jobs WHERE status = 'doing' AND worker_id IS NULL
        ORDER BY id
        FOR UPDATE SKIP LOCKED
    ), freed AS (
        UPDATE procrastinate_jobs AS jobs SET
            status = CASE
                WHEN abort_requested THEN 'cancelled'
                WHEN lost.losses >= %(most_losses)s THEN 'failed'
                ELSE 'todo'
            END::procrastinate_job_status,
            abort_requested = false,
            scheduled_at = NULL,
            args = args || jsonb_build_object('losses', lost.losses, 'reason', %(reason)s::text)
        FROM lost WHERE jobs.id = lost.id
        RETURNING jobs.id
    )
    SELECT count(*) AS lost, CASE WHEN count(*) > 0 THEN {_SAID} END FROM freed
"""

TAKE = f"""
    SELECT {_COLUMNS}
    FROM procrastinate_workers
    JOIN musicsim_workers ON musicsim_workers.worker_id = procrastinate_workers.id
    CROSS JOIN LATERAL procrastinate_fetch_job_v2(%(queues)s::varchar[], procrastinate_workers.id) AS jobs
    WHERE procrastinate_workers.id = %(worker)s AND jobs.id IS NOT NULL
"""

DONE = f"DELETE FROM procrastinate_jobs WHERE {_HELD} RETURNING id"

PUT_OFF = f"""
    UPDATE procrastinate_jobs SET {_FREED}, scheduled_at = now() + make_interval(secs => %(seconds)s), {_SET_BACK}
    WHERE {_HELD}
    RETURNING id
"""

GIVE_BACK = f"""
    WITH freed AS (
        UPDATE procrastinate_jobs SET {_FREED}, scheduled_at = NULL WHERE {_HELD} RETURNING id
    )
    SELECT {_SAID} FROM freed
"""

GIVE_UP = f"UPDATE procrastinate_jobs SET status = 'failed', {_ENDED}, {_SET_BACK} WHERE {_HELD} RETURNING id"

STOP = f"UPDATE procrastinate_jobs SET status = 'cancelled', {_ENDED} WHERE {_HELD} RETURNING id"

UNWANTED = "SELECT id FROM procrastinate_jobs WHERE worker_id = %(worker)s AND status = 'doing' AND abort_requested"

ANNOUNCE = f"SELECT {_SAID}"

PAGE = f"""
    SELECT {_COLUMNS}
    FROM procrastinate_jobs AS jobs
    LEFT JOIN musicsim_workers ON musicsim_workers.worker_id = jobs.worker_id
    WHERE jobs.id > %(after)s AND jobs.status = ANY(%(statuses)s::procrastinate_job_status[])
    ORDER BY jobs.id
    LIMIT %(limit)s
"""

ONE = f"""
    SELECT {_COLUMNS}
    FROM procrastinate_jobs AS jobs
    LEFT JOIN musicsim_workers ON musicsim_workers.worker_id = jobs.worker_id
    WHERE jobs.id = %(id)s
"""

COUNTS = "SELECT task_name, status::text, count(*) AS jobs FROM procrastinate_jobs GROUP BY task_name, status"

CANCEL = """
    UPDATE procrastinate_jobs SET
        abort_requested = (status = 'doing'),
        status = CASE WHEN status = 'doing' THEN status ELSE 'cancelled' END,
        scheduled_at = NULL
    WHERE id = %(id)s
"""

RETRY = f"""
    WITH again AS (
        UPDATE procrastinate_jobs SET
            status = 'todo',
            scheduled_at = NULL,
            args = args - '{{outages,faults,losses,reason}}'::text[]
        WHERE id = %(id)s AND status <> 'doing'
        RETURNING id
    )
    SELECT {_SAID} FROM again
"""

FORGET = """
    DELETE FROM procrastinate_jobs
    WHERE status IN ('failed', 'cancelled') OR (status = 'todo' AND scheduled_at IS NOT NULL)
"""
