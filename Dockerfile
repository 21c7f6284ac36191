# The web process as in production. docs/operating.md says how to run it.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 HOST=0.0.0.0 PORT=8000
WORKDIR /app

# The system's packages, and Python's by their hashes: one list for a server and for this image.
COPY script/setup script/
COPY requirements/runtime.txt requirements/
RUN script/setup runtime && rm -rf /var/lib/apt/lists/*

COPY . .
# The key and the host are needed to start Django at all, and are used for nothing here.
RUN SECRET_KEY=only-while-building ALLOWED_HOSTS=localhost \
    .venv/bin/python manage.py collectstatic --noinput \
    && useradd --system --uid 10001 --no-create-home web \
    && install -d -o web var/cache

USER web
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s CMD ["script/healthy"]
CMD ["script/start"]
